"""Verifies access tokens of our own that clients send to the introspection and revocation endpoints."""

from dataclasses import dataclass

from services.auth.keys.own_keys import OwnKeys
from services.auth.settings import AuthSettings
from services.kit.access.tokens import API_AUDIENCE, OWN_FORMAT, Claims, Envelope, Verifier
from services.kit.errors import Unauthenticated
from services.scheme.services import SERVICES


@dataclass(frozen=True, kw_only=True)
class OwnToken:
    """An access token that was verified: its claims, and the key that signed it."""

    claims: Claims
    kid: str


def read_own_token(keys: OwnKeys, settings: AuthSettings, token: str) -> OwnToken | None:
    """A valid access token for any audience of ours; None for anything else. Raises Unavailable without keys."""
    audiences = frozenset({API_AUDIENCE, *SERVICES})
    try:
        envelope = Envelope.of(token, OWN_FORMAT)
        keys.refresh_for(envelope.kid)
        claims = Verifier(keys=keys, issuer=settings.origin, audiences=audiences).verify_envelope(envelope)
    except Unauthenticated:
        return None
    return OwnToken(claims=claims, kid=envelope.kid)
