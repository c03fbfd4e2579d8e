"""Passwords in requests: normalised, and long enough where they are new."""

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from services.auth.credentials.domain import LONGEST_PASSWORD, SHORTEST_PASSWORD
from services.kit.schemas import RequestModel
from services.kit.text import composed, is_text


def _normalised(value: object) -> object:
    """Normalise to NFC (RFC 8265 §4.2): the same password however a keyboard composes its letters. Spaces count.

    This comes before the length check, which counts the characters of the composed form.
    """
    if not isinstance(value, str):
        return value
    if not is_text(value):
        raise ValueError("forbidden_character")
    return composed(value, most=LONGEST_PASSWORD)


# a new password
Password = Annotated[
    str,
    StringConstraints(min_length=SHORTEST_PASSWORD, max_length=LONGEST_PASSWORD),
    BeforeValidator(_normalised),
]

# a password that proves whose an account is; it may be older than the rule for new ones
GivenPassword = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_PASSWORD), BeforeValidator(_normalised)
]


class PasswordUpdate(RequestModel):
    """The password one has, and the one it is to be."""

    old_password: GivenPassword
    password: Password
