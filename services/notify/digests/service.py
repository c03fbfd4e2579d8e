"""Writes what a digest says."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.kit.language import Language
from services.notify.digests.domain import Line, by_need
from services.notify.texts.digests import NEED, OTHER, TITLE
from services.notify.texts.messages import message_text


def digest_title(lines: Sequence[Line], language: Language) -> str:
    return TITLE[language].format(messages=len(lines))


def digest_text(
    lines: Sequence[Line], *, titles: Mapping[UUID, str], origin: str, language: Language
) -> list[tuple[str, list[str]]]:
    """A heading for each need, and below it the messages: what happened, the reference, and where to read it."""
    return [
        (_heading(need, titles, language), [_line(line, origin=origin, language=language) for line in of_need])
        for need, of_need in by_need(lines).items()
    ]


def _heading(need: UUID | None, titles: Mapping[UUID, str], language: Language) -> str:
    if need is None:
        return OTHER[language]
    return titles.get(need, NEED[language])


def _line(line: Line, *, origin: str, language: Language) -> str:
    """One message in one line. Whoever adds what else it is about adds it here."""
    title, _ = message_text(line.code, line.params, language)
    reference = line.params.get("reference")
    return f"{title}{f' ({reference})' if reference else ''}: {origin}/web/inbox/{line.message_id}"
