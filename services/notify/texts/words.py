"""The words for codes: days, reasons, parties, decisions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from services.kit.language import Language, texts
from services.scheme.days import day_in_words, day_of
from services.scheme.reasons import Reason
from services.scheme.words import AMENDMENTS, ASPECTS, DECISIONS, DOUBTS, OUTCOMES, PARTIES, REASONS

_REFERENCE = texts(nb="Referanse: {}.", nn="Referanse: {}.", en="Reference: {}.")
_OTHER = REASONS[Reason.OTHER]
_MAY_BE_NEW = {"reason": REASONS, "outcome": OUTCOMES, "doubt": DOUBTS}  # a later version may have further codes
_NOT_STATED = texts(nb="ikke oppgitt", nn="ikkje oppgitt", en="not stated")


class Words(dict[str, str]):
    """A message's codes as words of a language. A code that the event did not have becomes "not stated"."""

    def __init__(self, params: Mapping[str, Any], language: Language) -> None:
        super().__init__({name: _word(name, value, language) for name, value in params.items()})
        self._language = language

    def __missing__(self, name: str) -> str:
        return _NOT_STATED[self._language]


def _word(name: str, value: Any, language: Language) -> str:
    if name in {"start", "end", "answer_by", "decide_by", "settle_by", "valid_until", "due"}:
        return iso_in_words(value, language)
    if name == "changed":
        return ", ".join(ASPECTS.get(one, _OTHER)[language] for one in value)
    if name in _MAY_BE_NEW:
        return _MAY_BE_NEW[name].get(value, _OTHER)[language]
    tables = {"party": PARTIES, "decision": DECISIONS, "kind": AMENDMENTS}
    return tables[name][value][language] if name in tables else str(value)


def iso_in_words(value: str, language: Language) -> str:
    """An ISO date, or the day in Norway of an ISO moment, in words: "3. mai 2026", "3 May 2026"."""
    day = date.fromisoformat(value) if len(value) == len("2026-01-01") else day_of(datetime.fromisoformat(value))
    return day_in_words(day, language)


def with_reference(text: str, params: Mapping[str, Any], language: Language) -> str:
    """The text, and the reference of its candidacy or placement where it has one."""
    reference = params.get("reference")
    return text if reference is None else f"{text} {_REFERENCE[language].format(reference)}"
