"""The languages of texts, and the one a request prefers. Språklova asks that people are answered in their own form."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Language(StrEnum):
    NB = "nb"
    NN = "nn"
    EN = "en"


Texts = Mapping[Language, str]
Codes = Mapping[str, Mapping[Any, Mapping[Any, str]]]  # by group and code: a text in each language

_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_WEIGHT = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")  # RFC 9110 §12.4.2
_SPOKEN = {"nb": Language.NB, "no": Language.NB, "nn": Language.NN, "en": Language.EN}


def preferred(accept_language: str | None) -> Language:
    """The language an Accept-Language header (RFC 9110 §12.5.4) asks for; bokmål where it names none of ours."""
    wishes = [_wish(part) for part in (accept_language or "").split(",")[:16]]
    ours = [(weight, language) for weight, language in wishes if language is not None and weight > 0]
    return max(ours, key=lambda wish: wish[0])[1] if ours else Language.NB


def _wish(part: str) -> tuple[float, Language | None]:
    tag, semicolon, parameter = part.lower().partition(";")
    language = _SPOKEN.get(tag.strip().split("-")[0])
    weight = _WEIGHT.fullmatch(parameter.strip())
    return float(weight[1]) if weight else float(not semicolon), language


def texts(*, nb: str, nn: str, en: str) -> Texts:
    return {Language.NB: nb, Language.NN: nn, Language.EN: en}


def first_sentences(of: Mapping[str, Texts]) -> dict[str, Texts]:
    """The first sentence of each text, with … for what it is filled with: a word for its code."""
    return {
        code: {language: _PLACEHOLDER.sub("…", text.partition(". ")[0].rstrip(".")) for language, text in each.items()}
        for code, each in of.items()
    }
