"""Writes every mail in every language, as one document."""

from collections.abc import Iterator

from services.kit.language import Language
from services.notify.mails.domain import Content, Why
from services.notify.mails.service import letter_content, message_content
from services.notify.preferences.domain import is_mandatory, kind_of
from services.notify.previews.domain import BODY, ENDS, LINK, WEB, Sample, samples
from services.notify.texts.letters import LETTERS

_READERS = {
    "employee": "Tjenestedesigner",
    "home": "HR-koordinator",
    "host": "Prosjektleder",
    "admin": "Administrator",
}
_HEAD = """# What mails say

Every mail of notify with made up facts, in three languages: its subject, and its text, which the HTML says word for
word. In brackets stands who gets it: of several, the first. Written by `make messages`, and tested to be current; the
words stand in `services/notify/texts/`.
"""


def previews(language: Language) -> Iterator[tuple[str, Content]]:
    """Every mail in this language, with a heading: messages by code and reason, to the first that get each; letters."""
    shown = dict[str, Sample]()
    for sample in samples():
        shown.setdefault(sample.title, sample)
    for title, sample in shown.items():
        yield f"{title} ({sample.reader})", _content(sample, language)
    for purpose in LETTERS:
        yield f"letter: {purpose}", letter_content(purpose, body=BODY, link=LINK, expires_at=ENDS, language=language)


def messages_document() -> str:
    """Every mail in every language, as Markdown."""
    in_languages = zip(*(previews(language) for language in Language), strict=True)
    return "\n".join([_HEAD, *(line for mail in in_languages for line in _section(mail))])


def _content(sample: Sample, language: Language) -> Content:
    name = _READERS[sample.reader]
    return message_content(
        sample.message, sample.about, name=name, language=language, web=WEB, why=_why(sample.message.code)
    )


def _why(code: str) -> Why:
    if code == "mailbox_code":
        return Why.MAILBOX
    return Why.MANDATORY if is_mandatory(kind_of(code)) else Why.CHOSEN


def _section(mail: tuple[tuple[str, Content], ...]) -> Iterator[str]:
    yield f"## {mail[0][0]}\n"
    for language, (_, content) in zip(Language, mail, strict=True):
        yield f"**{language}**: {content.subject}\n"
        yield f"```text\n{content.text.rstrip()}\n```\n"
