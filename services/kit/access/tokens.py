"""Verifies access tokens; the only place beside auth's keys that touches python-jose.

python-jose accepts far too much by itself, so it decides one thing only: whether this key signed these bytes.
The rest is decided here: tokens in exactly one form, one key chosen by `kid`, JSON that every parser reads alike,
every claim present and of its type (RFC 9068, RFC 8725).
"""

import base64
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Event
from typing import Annotated, Any, Literal, Protocol
from uuid import UUID

from jose import jwk
from jose.backends.base import Key
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    StringConstraints,
    ValidationError,
)

from services.kit import clock
from services.kit.errors import Unauthenticated
from services.kit.strict_json import read_json

API_AUDIENCE = "ressurspool"
MAX_BYTES = 8192
LEEWAY_SECONDS = 10
LONGEST_LIFE_SECONDS = 600
LONGEST_KID = 200
SHORTEST_KEY_BITS = 2048  # RFC 7518 §3.3
# base64url without padding and without spare bits, so that no two tokens say the same (RFC 4648 §3.5)
_PART = r"(?=[^.])(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?"
_COMPACT = re.compile(rf"({_PART})\.{_PART}\.{_PART}")


@dataclass(frozen=True, kw_only=True)
class TokenFormat:
    """The headers of an issuer's tokens. A token with other headers never reaches the library."""

    algorithms: frozenset[str]
    types: frozenset[str | None]  # None: no `typ` at all
    unread: frozenset[str] = frozenset()  # allowed beside alg, kid and typ, and ignored
    most_bytes: int = MAX_BYTES


OWN_FORMAT = TokenFormat(algorithms=frozenset({"RS256"}), types=frozenset({"at+jwt"}))  # RFC 9068 §2.1


class KeySource(Protocol):
    """Public signing keys: auth reads them from its database, every other service over HTTP."""

    def knows(self, kid: str) -> bool:
        """Whether `find` has that key, without a fetch."""

    def refresh_for(self, kid: str) -> None:
        """Fetch the keys because of an unknown `kid`. May take a while, and does nothing when called too often."""

    def find(self, kid: str) -> Mapping[str, Any] | None:
        """The `usable` JWK of that `kid` among those at hand, or None. Raises Unavailable without any set."""

    @property
    def present(self) -> bool:
        """Whether there is a set of keys at hand."""

    def run(self, stop: Event) -> None:
        """Keep the set fresh until `stop` is set."""


Ascii = Annotated[StrictStr, StringConstraints(pattern=r"^[\x20-\x7e]{1,4000}$")]  # no surrogates, no look-alikes

_UNTIL_9999 = Field(ge=0, le=253_402_300_799)  # a longer integer has no difference to a fraction: OverflowError
# Seconds since 1970, with a fraction or without (RFC 7519 §2)
NumericDate = Annotated[StrictInt, _UNTIL_9999] | Annotated[StrictFloat, _UNTIL_9999]


class OneDecision(BaseModel):
    """The one decision that a token is for (RFC 9396 §2), in `org`'s name, by a delegation that is good for one.

    `by`: the coordinator who let it be decided, whose say it is too.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["ressurspool:decision"] = "ressurspool:decision"
    org: Ascii
    placement: UUID
    delegation: UUID
    by: Ascii


class Claims(BaseModel):
    """RFC 9068 §2.2 and ours: `org` is the public body acted for."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    iss: Ascii
    sub: Ascii
    aud: Ascii
    client_id: Ascii
    jti: Ascii
    iat: NumericDate
    exp: NumericDate
    nbf: NumericDate | None = None
    scope: Ascii
    org: Ascii | None = None
    roles: list[Ascii] = []
    person: StrictBool = False
    sid: Ascii | None = None  # the login it hangs on (OpenID Connect's name for it)
    authorization_details: Annotated[list[OneDecision], Field(min_length=1, max_length=1)] | None = None


@dataclass(frozen=True, slots=True)
class VerifiedToken:
    """The claims of a good token, and the key that proved them."""

    claims: Claims
    kid: str
    key: Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class Verifier:
    """Accepts our own live tokens for the given audiences, and nothing else."""

    keys: KeySource
    issuer: str
    audiences: frozenset[str]

    def verify(self, token: str) -> Claims:
        """The claims of a good token. Raises Unauthenticated for anything else, Unavailable without keys."""
        return self.verify_envelope(Envelope.of(token, OWN_FORMAT)).claims

    def verify_envelope(self, envelope: "Envelope") -> "VerifiedToken":
        """As `verify`, for a token whose header is known to have our form."""
        key = self.keys.find(envelope.kid)
        return VerifiedToken(self._checked_claims(envelope.opened(key, issuer=self.issuer)), envelope.kid, key)

    def _checked_claims(self, payload: Mapping[str, Any]) -> Claims:
        try:
            claims = Claims.model_validate(payload)
        except ValidationError:
            raise Unauthenticated() from None
        if "cnf" in payload or None in payload.values():  # bound to a key that a Bearer does not prove (RFC 7800 §3.1)
            raise Unauthenticated()
        if claims.aud not in self.audiences:
            raise Unauthenticated()
        if not is_timely(iat=claims.iat, exp=claims.exp, nbf=claims.nbf, longest=LONGEST_LIFE_SECONDS):
            raise Unauthenticated()
        return claims


@dataclass(frozen=True, kw_only=True)
class CompactToken:
    """A token in compact form (RFC 7515 §7.1), of anybody's, with its header decoded. Nothing in it is verified yet."""

    token: str
    header: Mapping[str, Any]

    @classmethod
    def of(cls, token: str, *, most_bytes: int = MAX_BYTES) -> "CompactToken":
        """Raises Unauthenticated for what is no such token, or a longer one."""
        parts = _COMPACT.fullmatch(token) if len(token) <= most_bytes else None
        if parts is None:
            raise Unauthenticated()
        return cls(token=token, header=_part(parts[1]))

    def in_format(self, form: TokenFormat) -> "Envelope":
        """Raises Unauthenticated for a token with any other header."""
        kid, algorithm, typ = (self.header.get(name) for name in ("kid", "alg", "typ"))
        if not set(self.header) <= {"alg", "kid", "typ"} | form.unread:
            raise Unauthenticated()
        if not _is_one_of(algorithm, form.algorithms) or not _is_one_of(typ, form.types):
            raise Unauthenticated()
        if not isinstance(kid, str) or not 1 <= len(kid) <= LONGEST_KID:
            raise Unauthenticated()
        return Envelope(token=self.token, kid=kid, algorithm=str(algorithm))


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """A token in compact form with a header that is right; nothing it says is verified yet."""

    token: str
    kid: str
    algorithm: str

    @classmethod
    def of(cls, token: str, form: TokenFormat) -> "Envelope":
        """Raises Unauthenticated for a token of any other form."""
        return CompactToken.of(token, most_bytes=form.most_bytes).in_format(form)

    @property
    def unproven_issuer(self) -> str:
        """The issuer the token names, to find the key that proves it. Raises Unauthenticated where it names none."""
        issuer = _part(self.token.split(".")[1]).get("iss")
        if not isinstance(issuer, str) or not issuer.isascii() or not issuer.isprintable():
            raise Unauthenticated()
        return issuer

    def opened(self, key: Mapping[str, Any] | None, *, issuer: str) -> dict[str, Any]:
        """The payload, verified with this one key. Raises Unauthenticated.

        The caller compares times and audience, since it knows what they should be.
        """
        if key is None or key.get("alg", self.algorithm) != self.algorithm:
            raise Unauthenticated()
        signed, _, signature = self.token.rpartition(".")
        try:
            proven = _public_key(key["n"], key["e"], self.algorithm).verify(signed.encode(), _decoded(signature))
        except Exception:  # a set may hold anything in the place of keys, and the library may raise anything
            raise Unauthenticated() from None
        if not proven:
            raise Unauthenticated()
        payload = _part(signed.partition(".")[2])
        if payload.get("iss") != issuer:
            raise Unauthenticated()
        return payload


def usable(key: Mapping[str, Any]) -> bool:
    """Whether this is the public half of an RSA key for signatures (RFC 7517 §4) that is long enough."""
    try:
        built = _public_key(key["n"], key["e"], "RS256")
        for_this = (key["kty"], key.get("use", "sig")) == ("RSA", "sig") and isinstance(key["kid"], str)
        return for_this and bool(built.prepared_key.key_size >= SHORTEST_KEY_BITS)
    except Exception:  # a set may hold anything in the place of keys, and the library may raise anything
        return False


def is_timely(*, iat: float, exp: float, nbf: float | None, longest: int) -> bool:
    """Whether a token is issued and not expired, and does not live longer than it may."""
    now = clock.now().timestamp()
    begun = max(iat, nbf or 0) <= now + LEEWAY_SECONDS
    return begun and exp - iat <= longest and now < exp + LEEWAY_SECONDS


def _part(encoded: str) -> dict[str, Any]:
    try:
        return _object_in(_decoded(encoded))
    except (ValueError, RecursionError):
        raise Unauthenticated() from None


def _decoded(encoded: str) -> bytes:
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


def _object_in(text: bytes) -> dict[str, Any]:
    """The JSON object in a part of a token. Raises ValueError where another parser could read it differently."""
    found = read_json(text.decode("utf-8"))
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _is_one_of(value: object, permitted: Collection[str | None]) -> bool:
    return (value is None or isinstance(value, str)) and value in permitted


@lru_cache(maxsize=64)  # a set holds few keys, and building one costs more than checking a signature with it
def _public_key(modulus: str, exponent: str, algorithm: str) -> Key:
    return jwk.construct({"kty": "RSA", "n": modulus, "e": exponent}, algorithm)
