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
_HEADER_KEYS = {"alg", "kid", "typ"}


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
        kid = kid_of(token)
        key = self.keys.find(kid)
        if key is None or not _usable(key, kid):
            raise Unauthenticated()
        return self._checked_claims(_decoded(token, key, issuer=self.issuer))

    def _checked_claims(self, payload: Mapping[str, Any]) -> Claims:
        try:
            claims = Claims.model_validate(payload)
        except ValidationError:
            raise Unauthenticated() from None
        if claims.aud not in self.audiences or "cnf" in payload:
            raise Unauthenticated()
        if claims.iat > clock.now().timestamp() + LEEWAY_SECONDS or claims.exp - claims.iat > LONGEST_LIFE_SECONDS:
            raise Unauthenticated()
        if claims.exp + LEEWAY_SECONDS < clock.now().timestamp():
            raise Unauthenticated()
        return claims


def kid_of(token: str) -> str:
    """The `kid` of a token in compact form with exactly our header. Raises Unauthenticated for any other."""
    if len(token) > MAX_BYTES or not _COMPACT.fullmatch(token):
        raise Unauthenticated()
    encoded = token.split(".", 1)[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    except (ValueError, RecursionError):
        raise Unauthenticated() from None
    if not isinstance(header, dict) or set(header) != _HEADER_KEYS or header["alg"] != "RS256":
        raise Unauthenticated()
    kid = header["kid"]
    if header["typ"] != "at+jwt" or not isinstance(kid, str) or not 1 <= len(kid) <= 64:
        raise Unauthenticated()
    return kid


def _usable(key: Mapping[str, Any], kid: str) -> bool:
    modulus = key.get("n")
    long_enough = isinstance(modulus, str) and len(modulus) * 6 >= 2048
    return key.get("kid") == kid and key.get("kty") == "RSA" and key.get("use", "sig") == "sig" and long_enough


def _decoded(token: str, key: Mapping[str, Any], *, issuer: str) -> dict[str, Any]:
    required = {f"require_{claim}": True for claim in ("iat", "iss", "sub", "jti")}
    # exp and aud are required and compared by _checked_claims: the library asks the machine for the time, takes one
    # audience where we accept two, and requiring a claim would turn its own comparison on again
    options = {**required, "verify_aud": False, "verify_exp": False, "leeway": LEEWAY_SECONDS, "verify_at_hash": False}
    try:
        public = _public_key(key["n"], key["e"])
        payload: dict[str, Any] = jwt.decode(token, public, algorithms=["RS256"], issuer=issuer, options=options)
    except Exception:  # the library lets TypeError, OverflowError and RecursionError through
        raise Unauthenticated() from None
    return payload


@lru_cache(maxsize=16)  # a set holds few keys, and building one costs more than checking a signature with it
def _public_key(modulus: str, exponent: str) -> Key:
    return jwk.construct({"kty": "RSA", "n": modulus, "e": exponent}, "RS256")
