"""Verifies access tokens; the only place beside auth's keys that touches python-jose.

python-jose accepts far too much by itself, so nothing reaches it that does not have exactly our form:
RFC 9068 tokens, RS256, one key chosen by `kid`, every claim present and of its type.
"""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Event
from typing import Annotated, Any, Protocol

from jose import jwk, jwt
from jose.backends.base import Key
from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, StringConstraints, ValidationError

from services.kit import clock
from services.kit.errors import Unauthenticated

API_AUDIENCE = "ressurspool"
MAX_BYTES = 8192
LEEWAY_SECONDS = 10
LONGEST_LIFE_SECONDS = 600
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


@dataclass(frozen=True, kw_only=True)
class Form:
    """How the headers of an issuer's tokens look; a token with any other never reaches the library."""

    algorithms: frozenset[str]
    types: frozenset[str | None]  # None: no `typ` at all
    unread: frozenset[str] = frozenset()  # may stand there beside alg, kid and typ, and choose nothing


OWN_FORM = Form(algorithms=frozenset({"RS256"}), types=frozenset({"at+jwt"}))  # RFC 9068 §2.1


class Keys(Protocol):
    """Finds public signing keys: auth's own in its database, everybody else's over HTTP."""

    def knows(self, kid: str) -> bool:
        """Whether `find` can answer without asking anybody."""

    def refresh_for(self, kid: str) -> None:
        """Ask for new keys because of an unknown `kid`; may take a while, and does nothing when asked too often."""

    def find(self, kid: str) -> Mapping[str, Any] | None:
        """The public JWK of that `kid` among those at hand, or None. Raises Unavailable without any set."""

    @property
    def present(self) -> bool:
        """Whether there is a set of keys at hand."""

    def run(self, stop: Event) -> None:
        """Keep the set fresh until told to stop."""


Ascii = Annotated[StrictStr, StringConstraints(pattern=r"^[\x20-\x7e]{1,4000}$")]  # no surrogates, no look-alikes


class Claims(BaseModel):
    """RFC 9068 §2.2 and ours: `org` is the public body acted for."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    iss: Ascii
    sub: Ascii
    aud: Ascii
    client_id: Ascii
    jti: Ascii
    iat: StrictInt
    exp: StrictInt
    nbf: StrictInt | None = None
    scope: Ascii
    org: Ascii | None = None
    roles: list[Ascii] = []
    person: bool = False


@dataclass(frozen=True, kw_only=True)
class Verifier:
    """Accepts our own live tokens for the given audiences, and nothing else."""

    keys: Keys
    issuer: str
    audiences: frozenset[str]

    def verify(self, token: str) -> Claims:
        """The claims of a good token. Raises Unauthenticated for anything else, Unavailable without keys."""
        envelope = Envelope.of(token, OWN_FORM)
        return self._checked_claims(envelope.opened(self.keys.find(envelope.kid), issuer=self.issuer))

    def _checked_claims(self, payload: Mapping[str, Any]) -> Claims:
        try:
            claims = Claims.model_validate(payload)
        except ValidationError:
            raise Unauthenticated() from None
        if claims.aud not in self.audiences or "cnf" in payload:
            raise Unauthenticated()
        if not is_timely(iat=claims.iat, exp=claims.exp, nbf=claims.nbf, longest=LONGEST_LIFE_SECONDS):
            raise Unauthenticated()
        return claims


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """A token in compact form with a header that is right; nothing it says is verified yet."""

    token: str
    kid: str
    algorithm: str

    @classmethod
    def of(cls, token: str, form: Form) -> "Envelope":
        """Raises Unauthenticated for a token of any other form."""
        if len(token) > MAX_BYTES or not _COMPACT.fullmatch(token):
            raise Unauthenticated()
        header = _json_of(token.split(".", 1)[0])
        kid, algorithm = header.get("kid"), header.get("alg")
        if not set(header) <= {"alg", "kid", "typ"} | form.unread or not isinstance(algorithm, str):
            raise Unauthenticated()
        if algorithm not in form.algorithms or not _is_one_of(header.get("typ"), form.types):
            raise Unauthenticated()
        if not isinstance(kid, str) or not 1 <= len(kid) <= 200:
            raise Unauthenticated()
        return cls(token=token, kid=kid, algorithm=algorithm)

    @property
    def unproven_issuer(self) -> str:
        """Who the token says it is from, to find the key that proves it. Raises Unauthenticated where it does not."""
        issuer = _json_of(self.token.split(".")[1]).get("iss")
        if not isinstance(issuer, str) or not issuer.isascii() or not issuer.isprintable():
            raise Unauthenticated()
        return issuer

    def opened(self, key: Mapping[str, Any] | None, *, issuer: str) -> dict[str, Any]:
        """What the token says, verified with this one key. Raises Unauthenticated.

        Times and audience are for whoever asks to compare, who knows what they should be: the library asks the
        machine for the time, takes one audience where we accept two, and requiring a claim turns its comparison on.
        """
        if key is None or not _is_usable(key, self):
            raise Unauthenticated()
        unasked = ("verify_aud", "verify_exp", "verify_nbf", "verify_at_hash")
        options = {"require_iss": True, "leeway": LEEWAY_SECONDS, **dict.fromkeys(unasked, False)}
        try:
            public = _public_key(key["n"], key["e"], self.algorithm)
            payload: dict[str, Any] = jwt.decode(
                self.token, public, algorithms=[self.algorithm], issuer=issuer, options=options
            )
        except Exception:  # the library lets TypeError, OverflowError and RecursionError through
            raise Unauthenticated() from None
        return payload


def kid_of(token: str) -> str:
    """The `kid` of a token of ours. Raises Unauthenticated for any that cannot be one."""
    return Envelope.of(token, OWN_FORM).kid


def is_timely(*, iat: int, exp: int, nbf: int | None, longest: int) -> bool:
    """Whether a token was issued by now, has not run out, and was not given a longer life than it may have."""
    now = clock.now().timestamp()
    begun = max(iat, nbf or 0) <= now + LEEWAY_SECONDS
    return begun and exp - iat <= longest and exp + LEEWAY_SECONDS >= now


def _json_of(encoded: str) -> dict[str, Any]:
    try:
        header = json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    except (ValueError, RecursionError):
        raise Unauthenticated() from None
    if not isinstance(header, dict):
        raise Unauthenticated()
    return header


def _is_one_of(typ: object, types: frozenset[str | None]) -> bool:
    return (typ is None or isinstance(typ, str)) and typ in types


def _is_usable(key: Mapping[str, Any], envelope: Envelope) -> bool:
    modulus = key.get("n")
    long_enough = isinstance(modulus, str) and len(modulus) * 6 >= 2048
    for_this = (key.get("use", "sig"), key.get("alg", envelope.algorithm)) == ("sig", envelope.algorithm)
    return key.get("kid") == envelope.kid and key.get("kty") == "RSA" and for_this and long_enough


@lru_cache(maxsize=64)  # a set holds few keys, and building one costs more than checking a signature with it
def _public_key(modulus: str, exponent: str, algorithm: str) -> Key:
    return jwk.construct({"kty": "RSA", "n": modulus, "e": exponent}, algorithm)
