"""Rules of OAuth clients: their kinds, their scopes, and where a browser may be sent."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from urllib.parse import urlencode

from services.auth.access import IDENTITY_SCOPES

DEVICE_CLIENT = "device"  # the page where people confirm a program's code, as a client of our own login


LOOPBACK = "http://127.0.0.1/callback"  # of our command line


LONGEST_REDIRECT = 250


_PORT = re.compile(r"\Ahttp://127\.0\.0\.1(:[0-9]{1,5})(?=/)")


_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"


_SIGNS = "A-Za-z0-9._~%!$&'()*+,;=:@/-"


# the page's Content-Security-Policy names the host, and has no way to name an address of IPv6
_REDIRECT = re.compile(
    rf"(?:https://{_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,5}})?(?:/[{_SIGNS}]*)?|http://127\.0\.0\.1/[{_SIGNS}]*)"
    rf"(?:\?[{_SIGNS}?]*)?"
)


MOST_KEYS = 5  # of one client: the one in use, its successor, and some to spare


class ClientKind(StrEnum):
    """public: an app people log in with, ours or a body's. service: one of us. agency: a body's system, no person."""

    PUBLIC = "public"
    SERVICE = "service"
    AGENCY = "agency"


class AuthMethod(StrEnum):
    """How a client proves who it is: `token_endpoint_auth_method` (RFC 7591 §2, OpenID Connect Core §9)."""

    NONE = "none"
    SECRET = "client_secret_basic"  # noqa: S105 -- the method's name
    KEY = "private_key_jwt"


def narrowed(asked: str, *, allowed: Iterable[str]) -> str | None:
    """The scopes asked for, all of the API that are allowed where none is named, or None where one is not allowed."""
    allowed = list(allowed)
    wanted = set(asked.split(" ")) - {""} or set(allowed) - set(IDENTITY_SCOPES)
    return " ".join(scope for scope in allowed if scope in wanted) if wanted <= set(allowed) else None


def may_redirect(asked: str, *, registered: Iterable[str]) -> bool:
    """Whether a browser may be sent there: exactly as registered, but for a loopback address' port (RFC 8252 §7.3)."""
    registered = list(registered)
    return asked in registered or _PORT.sub("http://127.0.0.1", asked) in registered


def is_redirect(address: str) -> bool:
    """Whether a body's app may register it: https, or the app's own machine with any port, and no fragment or user."""
    return len(address) <= LONGEST_REDIRECT and _REDIRECT.fullmatch(address) is not None


def with_answer(address: str, answer: Mapping[str, str]) -> str:
    """A redirect address with what is told there, after a query of its own if it has one (RFC 6749 §3.1.2)."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(answer)}"
