"""Reads what OpenID Connect adds to the request that somebody log in (Core §3.1.2.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

LONGEST_NONCE = 300
LONGEST_AGE = 9  # digits of seconds: thirty years
PROMPTS = ("none", "login", "consent", "select_account")
_NOT_SUPPORTED = {  # Core §6 and §3.1.2.6: whoever sends them relies on them
    "request": "request_not_supported",
    "request_uri": "request_uri_not_supported",
    "registration": "registration_not_supported",
}


@dataclass(frozen=True, kw_only=True)
class OpenIdRequest:
    """What the client wishes of the login. Every login is a fresh one, so most wishes are granted as they come."""

    nonce: str | None = None
    login_hint: str | None = None
    consent: bool = False  # whether the person is to be asked, however often they said yes
    max_age: int | None = None  # seconds; counts where another issuer says when somebody logged in

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """Of parameters without a fault."""
        prompts = asked.get("prompt", "").split()
        max_age = 0 if "login" in prompts else asked.get("max_age")
        return cls(
            nonce=asked.get("nonce"),
            login_hint=asked.get("login_hint"),
            consent="consent" in prompts,
            max_age=None if max_age is None else int(max_age),
        )


def openid_fault(asked: Mapping[str, str]) -> str | None:
    """What Core §3.1.2.6 calls the fault of the request, if it has one.

    `prompt=none` is refused always: no cookie keeps anybody logged in here.
    """
    for name, error in _NOT_SUPPORTED.items():
        if name in asked:
            return error
    prompts = asked.get("prompt", "").split()
    if not _is_well_formed(asked, prompts):
        return "invalid_request"
    return "login_required" if "none" in prompts else None


def _is_well_formed(asked: Mapping[str, str], prompts: list[str]) -> bool:
    known = set(prompts) <= set(PROMPTS) and ("none" not in prompts or len(prompts) == 1)
    nonce, age = asked.get("nonce", ""), asked.get("max_age", "0")
    fits = len(nonce) <= LONGEST_NONCE and nonce.isascii() and nonce.isprintable()
    counts = age.isascii() and age.isdigit() and len(age) <= LONGEST_AGE
    return known and fits and counts and asked.get("response_mode", "query") == "query"
