"""Writes what a digest says."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.kit.language import Language
from services.notify.digests.domain import Line, by_need
from services.notify.mails.domain import Content, one_line, subject_line
from services.notify.mails.templates import as_html, as_text
from services.notify.texts import mails as words
from services.notify.texts.digests import LEAD, NEED, OPEN_INBOX, OTHER, TITLE, WHY
from services.notify.texts.messages import message_text


def digest_content(
    lines: Sequence[Line], *, titles: Mapping[UUID, str], name: str, language: Language, web: str
) -> Content:
    """A heading for each need, and below it the messages: what happened, the reference, and where to read it."""
    title = TITLE[language].format(messages=len(lines))
    values = {
        "language": language,
        "greeting": words.GREETING[language].format(name=one_line(name)),
        "title": title,
        "text": LEAD[language],
        "facts": [],
        "groups": [
            (_heading(need, titles, language), [_line(line, language, web) for line in of_need])
            for need, of_need in by_need(lines).items()
        ],
        "step": OPEN_INBOX[language],
        "link": f"{web}/inbox",
        "note": "",
        "why": WHY[language],
        "why_link": f"{web}/me/notifications",
    }
    return Content(subject=subject_line(title), text=as_text(**values), html=as_html(**values))


def _heading(need: UUID | None, titles: Mapping[UUID, str], language: Language) -> str:
    if need is None:
        return OTHER[language]
    return one_line(titles.get(need, NEED[language]))


def _line(line: Line, language: Language, web: str) -> tuple[str, str]:
    """One message: what happened with its reference, and where it is read."""
    title, _ = message_text(line.code, line.params, language)
    reference = line.params.get("reference")
    return f"{title}{f' ({reference})' if reference else ''}", f"{web}/inbox/{line.message_id}"
