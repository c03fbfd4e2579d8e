"""Fields that several of auth's schemas have."""

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from services.auth.domain import IDENTITY_SCOPES, LONGEST_REDIRECT, USER_SCOPES, is_redirect
from services.auth.domain.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD


def _normalised(value: object) -> object:
    """The same password however a keyboard composes its letters; spaces count (NFC, as RFC 8265 §4.2 has it).

    Before its signs are counted, which is of the composed form.
    """
    if not isinstance(value, str):
        return value
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in value):
        raise ValueError("forbidden_character")
    return unicodedata.normalize("NFC", value)


def _persons_scope(value: str) -> str:
    if value not in (*IDENTITY_SCOPES, *USER_SCOPES):
        raise ValueError("wrong_value")
    return value


def _redirect(value: str) -> str:
    if not is_redirect(value):
        raise ValueError("wrong_redirect")
    return value


def _distinct(values: list[str]) -> list[str]:
    if len(set(values)) != len(values):
        raise ValueError("repeated")
    return values


InvitedRole = Literal["employee", "requester", "coordinator"]


# one that is chosen
Password = Annotated[
    str,
    StringConstraints(min_length=SHORTEST_PASSWORD, max_length=LONGEST_PASSWORD),
    BeforeValidator(_normalised),
]


# one that proves whose an account is: it may be older than the rule for new ones
GivenPassword = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_PASSWORD), BeforeValidator(_normalised)
]


PersonsScope = Annotated[str, StringConstraints(max_length=32), AfterValidator(_persons_scope)]


RedirectUri = Annotated[str, StringConstraints(max_length=LONGEST_REDIRECT), AfterValidator(_redirect)]


Secret = Annotated[str, StringConstraints(min_length=1, max_length=100)]
