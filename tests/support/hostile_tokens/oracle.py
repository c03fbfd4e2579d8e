"""A second opinion on a token: joserfc, other people's code, with our profile."""

from collections.abc import Collection
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from services.kit import clock
from services.kit.access.tokens import LEEWAY_SECONDS, LONGEST_LIFE_SECONDS
from tests.support.callers import ISSUER


def read_by_joserfc(token: str, *, key: RSAKey, audiences: Collection[str]) -> dict[str, Any] | None:
    """The claims, or None where the token is refused for whatever reason."""
    needed: dict[str, Any] = {name: {"essential": True} for name in ("sub", "jti", "client_id", "scope", "iat", "exp")}
    needed |= {"iss": {"essential": True, "value": ISSUER}, "aud": {"essential": True, "values": list(audiences)}}
    now = int(clock.now().timestamp())
    try:
        read = jwt.decode(token, KeySet([key]), algorithms=["RS256"])
        jwt.JWTClaimsRegistry(now=now, leeway=LEEWAY_SECONDS, **needed).validate(read.claims)
        ours = set(read.header) == {"alg", "kid", "typ"} and read.header["typ"] == "at+jwt"
        lives = read.claims["exp"] - read.claims["iat"] <= LONGEST_LIFE_SECONDS
    except Exception:  # it too lets some errors through that are not its own
        return None
    return read.claims if ours and lives and isinstance(read.claims["aud"], str) and "cnf" not in read.claims else None
