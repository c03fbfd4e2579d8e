"""Types of the codes that profiles and needs are described with; they refuse a code that is unknown."""

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints, WithJsonSchema

from vocabulary.counties import load_counties
from vocabulary.load import load
from vocabulary.municipalities import load_municipalities


def known_field(code: str) -> str:
    """Raises ValueError("unknown_professional_field") for a field the vocabulary does not have."""
    if code not in load().concepts:
        raise ValueError("unknown_professional_field")
    return code


def known_skill(code: str) -> str:
    """Raises ValueError("unknown_skill") for a skill the vocabulary does not have."""
    if code not in load().skills:
        raise ValueError("unknown_skill")
    return code


def known_county(code: str) -> str:
    """Raises ValueError("unknown_county"), of a former one with its id behind a colon."""
    counties = load_counties()
    if code in counties.former_ids():
        raise ValueError(f"unknown_county:{code}")
    if code not in counties.ids():
        raise ValueError("unknown_county")
    return code


def known_municipality(number: str) -> str:
    """Raises ValueError("unknown_municipality"), of a former number with that number behind a colon."""
    known = load_municipalities()
    if number in known.former:
        raise ValueError(f"unknown_municipality:{number}")
    if number not in known.municipalities:
        raise ValueError("unknown_municipality")
    return number


Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
FieldCode = Annotated[Code, AfterValidator(known_field)]
SkillCode = Annotated[Code, AfterValidator(known_skill)]
CountyCode = Annotated[
    str,
    StringConstraints(max_length=64),
    AfterValidator(known_county),
    WithJsonSchema({"type": "string", "enum": load_counties().ids()}),
]
MunicipalityCode = Annotated[str, StringConstraints(max_length=64), AfterValidator(known_municipality)]
# fmt: off
LanguageCode = Literal[
    "nb", "nn", "en", "se", "sma", "smj", "smn", "sms", "sje", "fkv", "sv", "da", "fi", "is", "fo",
    "de", "fr", "es", "pl", "uk", "ar",
]
# fmt: on
Clearance = Literal["none", "restricted", "confidential", "secret"]
