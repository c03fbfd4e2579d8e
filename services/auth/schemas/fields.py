"""Fields that several of auth's schemas have."""

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from services.auth.domain import USER_SCOPES

SHORTEST_PASSWORD = 15  # signs, where nothing else proves who one is (NIST SP 800-63B-4 §3.1.1.2)


def normalised_password(value: str) -> str:
    """The same password however a keyboard composes its letters; spaces count (NFC, as RFC 8265 §4.2 has it)."""
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in value):
        raise ValueError("forbidden_character")
    return unicodedata.normalize("NFC", value)


def _user_scope(value: str) -> str:
    if value not in USER_SCOPES:
        raise ValueError("wrong_value")
    return value


def _distinct(values: list[str]) -> list[str]:
    if len(set(values)) != len(values):
        raise ValueError("repeated")
    return values


InvitedRole = Literal["employee", "requester", "coordinator"]


Password = Annotated[
    str, StringConstraints(min_length=SHORTEST_PASSWORD, max_length=200), AfterValidator(normalised_password)
]


UserScope = Annotated[str, StringConstraints(max_length=32), AfterValidator(_user_scope)]


Secret = Annotated[str, StringConstraints(min_length=1, max_length=100)]
