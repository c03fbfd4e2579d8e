"""What an access token says (RFC 9068 §2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.scheme.organisations import identifier_of


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
    return {**claims, "org": holder.org, "consumer": identifier_of(holder.org)}
