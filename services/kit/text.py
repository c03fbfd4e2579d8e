"""The text types of the wire: NFC, bounded, without control characters, surrogates, NUL or turned directions."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from services.scheme.counties import RESERVED_COUNTIES
from services.scheme.organisations import is_orgnr

_LAYOUT = "\n\t"
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})  # as some programs paste them
_REFUSED = {"Cc", "Cs", "Co", "Cn"}
# embeddings, overrides and isolates: the text after one is displayed in another order (UTS 55 §3)
_TURNING = {chr(sign) for sign in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def _clean(value: str, *, allowed: str = "") -> str:
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").translate(_BREAKS))
    if any(_is_refused(sign) and sign not in allowed for sign in text):
        raise ValueError("forbidden_character")
    return text.strip()


def _is_refused(sign: str) -> bool:
    return unicodedata.category(sign) in _REFUSED or sign in _TURNING


def _line(value: str) -> str:
    return _filled(_clean(value))


def _prose(value: str) -> str:
    return _clean(value, allowed=_LAYOUT)


def _filled(value: str) -> str:
    if not value:
        raise ValueError("blank")
    return value


def _county(value: str) -> str:
    if value in RESERVED_COUNTIES:
        raise ValueError("wrong_value")
    return value


def _orgnr(value: str) -> str:
    if not is_orgnr(value):
        raise ValueError("organisation_number")
    return value


Line = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_line)]
Prose = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_prose)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
County = Annotated[Slug, AfterValidator(_county), Field(json_schema_extra={"not": {"enum": list(RESERVED_COUNTIES)}})]
Email = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,4}$", max_length=200
    ),
    AfterValidator(str.lower),
]
Orgnr = Annotated[str, StringConstraints(min_length=9, max_length=9), AfterValidator(_orgnr)]
