"""Organisation numbers, by which the scheme names public bodies."""

from collections.abc import Mapping

AUTHORITY = "iso6523-actorid-upis"
ORGNR_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)

_ICD = "0192:"  # Enhetsregisteret in ISO 6523


def is_orgnr(value: str) -> bool:
    """Whether nine ASCII digits end in their mod-11 check digit (Enhetsregisteret's rule)."""
    if len(value) != 9 or not value.isascii() or not value.isdigit():
        return False
    control = -sum(int(digit) * weight for digit, weight in zip(value, ORGNR_WEIGHTS, strict=False)) % 11
    return control == int(value[8])


def orgnr_of(identifier: object) -> str | None:
    """The organisation number in an identifier of ISO 6523, as Maskinporten and Ansattporten give it: `0192:<number>`.

    Altinn 2 spells `authority` with a capital A.
    """
    if not isinstance(identifier, Mapping) or identifier.get("authority", identifier.get("Authority")) != AUTHORITY:
        return None
    number = identifier.get("ID")
    if not isinstance(number, str) or not number.startswith(_ICD) or not is_orgnr(number.removeprefix(_ICD)):
        return None
    return number.removeprefix(_ICD)
