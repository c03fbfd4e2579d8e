"""Organisation numbers (Enhetsregisteret), and how identifiers of ISO 6523 hold them."""

from collections.abc import Mapping

_AUTHORITY = "iso6523-actorid-upis"
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)

_ICD = "0192:"  # Enhetsregisteret in ISO 6523


def is_orgnr(value: str) -> bool:
    """True for nine ASCII digits of which the last is their mod-11 check digit."""
    if len(value) != 9 or not value.isascii() or not value.isdigit():
        return False
    control = -sum(int(digit) * weight for digit, weight in zip(value, _WEIGHTS, strict=False)) % 11
    return control == int(value[8])


def identifier_of(orgnr: str) -> dict[str, str]:
    """The identifier of ISO 6523 for an organisation number, as Maskinporten writes it."""
    return {"authority": _AUTHORITY, "ID": f"{_ICD}{orgnr}"}


def orgnr_of(identifier: object) -> str | None:
    """The organisation number in an identifier of ISO 6523, as Maskinporten and Ansattporten give it: `0192:<number>`.

    Altinn 2 spells `authority` with a capital A.
    """
    if not isinstance(identifier, Mapping) or identifier.get("authority", identifier.get("Authority")) != _AUTHORITY:
        return None
    number = identifier.get("ID")
    if not isinstance(number, str) or not number.startswith(_ICD) or not is_orgnr(number.removeprefix(_ICD)):
        return None
    return number.removeprefix(_ICD)
