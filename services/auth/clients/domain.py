"""Rules of OAuth clients: their kinds, scopes and redirect addresses."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from urllib.parse import urlencode

from services.auth.access import IDENTITY_SCOPES

DEVICE_CLIENT = "device"  # client_id of the page where people confirm a device's code (RFC 8628)
LOOPBACK = "http://127.0.0.1/callback"  # the redirect address of our command line
LONGEST_REDIRECT = 250
MOST_KEYS = 5  # of one client: the one in use, its successor, and some to spare
_PORT = re.compile(r"\Ahttp://127\.0\.0\.1(:[0-9]{1,5})(?=/)")
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_CHARACTERS = "A-Za-z0-9._~%!$&'()*+,;=:@/-"

# No IPv6 addresses: the page's Content-Security-Policy names the host, and has no syntax for them.
_REDIRECT = re.compile(
    rf"(?:https://{_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,5}})?(?:/[{_CHARACTERS}]*)?|http://127\.0\.0\.1/[{_CHARACTERS}]*)"
    rf"(?:\?[{_CHARACTERS}?]*)?"
)


class ClientKind(StrEnum):
    """public: an app people log in with, ours or a body's. service: one of our services. agency: a body's system."""

    PUBLIC = "public"
    SERVICE = "service"
    AGENCY = "agency"


class AuthMethod(StrEnum):
    """How a client proves who it is: `token_endpoint_auth_method` (RFC 7591 §2, OpenID Connect Core §9)."""

    NONE = "none"
    SECRET = "client_secret_basic"  # noqa: S105 -- the method's name
    KEY = "private_key_jwt"


def granted_scope(asked: str, *, allowed: Iterable[str]) -> str | None:
    """Return the scope to grant, or None where one that is asked for is not allowed.

    Where none is asked for, these are all allowed scopes but the identity scopes.
    """
    allowed = list(allowed)
    wanted = set(asked.split(" ")) - {""} or set(allowed) - set(IDENTITY_SCOPES)
    return " ".join(scope for scope in allowed if scope in wanted) if wanted <= set(allowed) else None


def may_redirect(asked: str, *, registered: Iterable[str]) -> bool:
    """True where the address is registered, exactly but for the port of a loopback address (RFC 8252 §7.3)."""
    registered = list(registered)
    return asked in registered or _PORT.sub("http://127.0.0.1", asked) in registered


def is_redirect(address: str) -> bool:
    """True where a body's app may register the address: https or http://127.0.0.1, without fragment or user."""
    return len(address) <= LONGEST_REDIRECT and _REDIRECT.fullmatch(address) is not None


def with_parameters(address: str, parameters: Mapping[str, str]) -> str:
    """Return a redirect address with parameters appended, after its own query if it has one (RFC 6749 §3.1.2)."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
