"""Rules of auth: what roles imply, which scopes there are, where a browser may be sent, what a token says."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from services.kit.access import Role

USER_SCOPES = (
    "organisation:read",
    "organisation:manage",
    "pool:join",
    "pool:read",
    "pool:endorse",
    "needs:read",
    "needs:post",
    "matching:read",
    "placements:read",
    "placements:apply",
    "placements:offer",
    "placements:decide",
    "notify:read",
    "events:read",
)
ACCOUNT_SCOPE = "account:manage"  # one's logins, password and memberships, at all bodies: for our own clients only
OFFLINE_ACCESS = "offline_access"  # asks for a refresh token
OPENID = "openid"  # asks for an id_token
# OpenID Connect Core §5.4 and §11: given where they are asked for, never because nothing was named
IDENTITY_SCOPES = (OPENID, "profile", "email", OFFLINE_ACCESS)
SERVICE_SCOPES = ("feed:read", "standing:read")
CONTACT_SCOPE = "contact:read"  # personal data: only notify has a use for it
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
_BELOW_SITE = 128 - 48  # bits of an IPv6 address that one customer of a provider may choose
MOST_KEYS = 5  # of one client: the one in use, its successor, and some to spare

_IMPLIED: Mapping[Role, frozenset[Role]] = {
    Role.EMPLOYEE: frozenset({Role.EMPLOYEE}),
    Role.REQUESTER: frozenset({Role.REQUESTER, Role.EMPLOYEE}),
    Role.COORDINATOR: frozenset({Role.COORDINATOR, Role.REQUESTER, Role.EMPLOYEE}),
    Role.BROKER: frozenset({Role.BROKER, Role.EMPLOYEE}),
    Role.ADMIN: frozenset({Role.ADMIN, Role.EMPLOYEE}),
}


class ClientKind(StrEnum):
    """public: an app people log in with, ours or a body's. service: one of us. agency: a body's system, no person."""

    PUBLIC = "public"
    SERVICE = "service"
    AGENCY = "agency"


class EndReason(StrEnum):
    """Why a login session ended before its time."""

    BY_PERSON = "by_person"
    LOGGED_OUT = "logged_out"
    BY_CLIENT = "by_client"  # RFC 7009
    REFRESH_TOKEN_REUSED = "refresh_token_reused"  # noqa: S105 -- a reason's name
    CODE_REUSED = "code_reused"  # RFC 6749 §4.1.2: somebody else may have the code
    MEMBERSHIP_ENDED = "membership_ended"
    PERSON_DISABLED = "person_disabled"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 -- a reason's name
    SECOND_FACTOR_MISSING = "second_factor_missing"  # a coordinator since, and logged in by password alone
    DELEGATION_ENDED = "delegation_ended"
    IDENTITY_REMOVED = "identity_removed"  # at the issuer that it came through
    ISSUER_REMOVED = "issuer_removed"  # switched off, or speaks for the body no more
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CLIENT_REMOVED = "client_removed"


class Purpose(StrEnum):
    """What a single-use link that is mailed is for."""

    INVITATION = "invitation"
    PROPOSAL = "proposal"
    SIGN_UP = "sign_up"
    PASSWORD = "password"  # noqa: S105 -- a purpose's name
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 -- a purpose's name
    DECISION = "decision"


def link_token(passphrase: str, letter_id: UUID) -> str:
    """The token of a letter's link: 256 bits that only who holds the passphrase can make, each time the same."""
    key = hmac.new(passphrase.encode(), b"mailed link", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(hmac.new(key, letter_id.bytes, hashlib.sha256).digest()).decode().rstrip("=")


class AuthMethod(StrEnum):
    """How a client proves who it is: `token_endpoint_auth_method` (RFC 7591 §2, OpenID Connect Core §9)."""

    NONE = "none"
    SECRET = "client_secret_basic"  # noqa: S105 -- the method's name
    KEY = "private_key_jwt"


def hashed(secret: str) -> str:
    """What is stored of our own 256-bit secrets; they need no slow hash, since nobody can guess them."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Lets `burst` guesses through at once, and then one more each `pace`: in any time t at most burst + t / pace."""

    key: str
    burst: int
    pace: timedelta

    @property
    def pace_ms(self) -> int:
        return max(int(self.pace / timedelta(milliseconds=1)), 1)

    @property
    def tolerance_ms(self) -> int:
        """How far ahead of its pace the guessing may be for one more to pass."""
        return (self.burst - 1) * self.pace_ms


def network_of(address: str) -> str:
    """Whose address it is: one site has up to a /48 of IPv6 (RFC 6177 §2), as it has one address of IPv4."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(IPv6Address(int(parsed) >> _BELOW_SITE << _BELOW_SITE))
    return address


def effective(role: str) -> list[str]:
    """A role and those it implies, in alphabetical order."""
    return sorted(_IMPLIED[Role(role)])


def higher(held: str, offered: str) -> str:
    """The role of two that implies the other; the held one where neither does."""
    return offered if held in _IMPLIED[Role(offered)] else held


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


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Whom a token speaks of."""

    sub: str
    client_id: str
    audience: str
    scope: str
    at: datetime  # when this was true: read while it could not change, so that no token outlives what it says
    org: str | None = None
    roles: tuple[str, ...] = ()
    person: bool = False
    sid: str | None = None  # of the login session it hangs on
    decision: Mapping[str, str] | None = None  # the only thing it is for (RFC 9396 §2)


def claims_of(holder: Holder, *, issuer: str, jti: str, seconds: int) -> dict[str, Any]:
    """What an access token says (RFC 9068 §2.2); `consumer` is the body in Maskinporten's form."""
    issued = int(holder.at.timestamp())
    claims: dict[str, Any] = {
        "iss": issuer,
        "sub": holder.sub,
        "aud": holder.audience,
        "client_id": holder.client_id,
        "roles": list(holder.roles),
        "scope": holder.scope,
        "jti": jti,
        "iat": issued,
        "exp": issued + seconds,
        "person": holder.person,
    }
    if holder.sid is not None:
        claims["sid"] = holder.sid
    if holder.decision is not None:
        claims["authorization_details"] = [holder.decision]
    if holder.org is None:
        return claims
    consumer = {"authority": "iso6523-actorid-upis", "ID": f"0192:{holder.org}"}
    return {**claims, "org": holder.org, "consumer": consumer}
