"""The languages of texts, and the one a request prefers. Språklova asks that people are answered in their own form."""

from collections.abc import Mapping
from enum import StrEnum


class Language(StrEnum):
    NB = "nb"
    NN = "nn"
    EN = "en"


Texts = Mapping[Language, str]

_SPOKEN = {"nb": Language.NB, "no": Language.NB, "nn": Language.NN, "en": Language.EN}


def preferred(accept_language: str | None) -> Language:
    """The language an Accept-Language header (RFC 9110 §12.5.4) asks for; bokmål where it names none of ours."""
    wishes = [_wish(part) for part in (accept_language or "").split(",")[:16]]
    ours = [(weight, language) for weight, language in wishes if language is not None and weight > 0]
    return max(ours, key=lambda wish: wish[0])[1] if ours else Language.NB


def _wish(part: str) -> tuple[float, Language | None]:
    tag, _, parameter = part.partition(";")
    language = _SPOKEN.get(tag.strip().lower().split("-")[0])
    try:
        weight = float(parameter.strip().removeprefix("q=") or 1)
    except ValueError:
        weight = 0.0
    return weight, language


def texts(*, nb: str, nn: str, en: str) -> Texts:
    return {Language.NB: nb, Language.NN: nn, Language.EN: en}
