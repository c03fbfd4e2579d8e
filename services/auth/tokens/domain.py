"""The content of access tokens (RFC 9068 §2.2)."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.scheme.organisations import identifier_of


@dataclass(frozen=True, kw_only=True)
class TokenContent:
    """What an access token will say, before it is signed."""

    sub: str
    client_id: str
    audience: str
    scope: str
    at: datetime  # when this was true; read under lock, so that no token outlives what it says
    org: str | None = None
    roles: tuple[str, ...] = ()
    person: bool = False
    sid: str | None = None  # of the login session that it belongs to
    decision: Mapping[str, str] | None = None  # the only decision it is good for (RFC 9396 §2)


def claims_of(content: TokenContent, *, issuer: str, jti: str, seconds: int) -> dict[str, Any]:
    """The claims of an access token. `consumer` is the body in Maskinporten's form."""
    issued = int(content.at.timestamp())
    claims: dict[str, Any] = {
        "iss": issuer,
        "sub": content.sub,
        "aud": content.audience,
        "client_id": content.client_id,
        "roles": list(content.roles),
        "scope": content.scope,
        "jti": jti,
        "iat": issued,
        "exp": issued + seconds,
        "person": content.person,
    }
    if content.sid is not None:
        claims["sid"] = content.sid
    if content.decision is not None:
        claims["authorization_details"] = [content.decision]
    if content.org is None:
        return claims
    return {**claims, "org": content.org, "consumer": identifier_of(content.org)}


def successor_of(refresh_token: str, *, passphrase: str) -> str:
    """The refresh token that follows this one: 256 bits, always the same, so that it can be returned once more.

    Nobody can compute it from a token alone, and only hashes of tokens are stored.
    """
    key = hmac.new(passphrase.encode(), b"refresh token", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(hmac.new(key, refresh_token.encode(), hashlib.sha256).digest()).decode().rstrip("=")
