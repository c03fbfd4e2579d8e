"""Verifies access tokens of our own that clients send to the introspection and revocation endpoints."""

from services.auth.keys.own_keys import OwnKeys
from services.auth.settings import AuthSettings
from services.kit.access.tokens import API_AUDIENCE, OWN_FORMAT, Envelope, VerifiedToken, Verifier
from services.kit.errors import Unauthenticated
from services.scheme.services import SERVICES


def read_own_token(keys: OwnKeys, settings: AuthSettings, token: str) -> VerifiedToken | None:
    """A valid access token for any audience of ours; None for anything else. Raises Unavailable without keys."""
    audiences = frozenset({API_AUDIENCE, *SERVICES})
    try:
        envelope = Envelope.of(token, OWN_FORMAT)
        keys.refresh_for(envelope.kid)
        return Verifier(keys=keys, issuer=settings.origin, audiences=audiences).verify_envelope(envelope)
    except Unauthenticated:
        return None
