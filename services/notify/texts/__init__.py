"""What notify says to people, in bokmål, nynorsk and English."""

from collections.abc import Mapping
from typing import Any

from services.kit.language import Language
from services.notify.domain import Kind
from services.notify.texts.letters import LETTERS
from services.notify.texts.messages import FOR_REASON, MESSAGES
from services.notify.texts.tasks import TASK_TEXTS
from services.notify.texts.words import Words, day_in_words

__all__ = [
    "FOR_REASON",
    "LETTERS",
    "MESSAGES",
    "TASK_TEXTS",
    "day_in_words",
    "letter_text",
    "message_text",
    "task_text",
]


def message_text(code: str, params: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """The title, which names nobody and nothing, and the text of a message."""
    told = FOR_REASON.get((code, params.get("reason", ""))) or MESSAGES[code]
    title, _, text = told[language].partition(". ")
    return title, text.format_map(Words(params, language))


def letter_text(purpose: str, *, body: str | None, language: Language) -> tuple[str, str]:
    """The title, which names nobody and nothing, and the text of a letter with a link."""
    title, _, text = LETTERS[purpose][language].partition(". ")
    return title, text.format(body=body)


def task_text(kind: Kind, params: Mapping[str, Any], language: Language) -> str:
    return TASK_TEXTS[kind][language].format_map(Words(params, language))
