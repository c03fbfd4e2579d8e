"""Reads our own access tokens, for those who hand them in to be told of or ended."""

from services.auth.keys.own_keys import OwnKeys
from services.auth.settings import AuthSettings
from services.kit.access.tokens import API_AUDIENCE, Claims, Verifier, kid_of
from services.kit.errors import Unauthenticated
from services.scheme.services import SERVICES


def read_token(keys: OwnKeys, settings: AuthSettings, token: str) -> Claims | None:
    """What a good token says, whomever it is for; None for anything else. Raises Unavailable without keys."""
    audiences = frozenset({API_AUDIENCE, *SERVICES})
    try:
        keys.refresh_for(kid_of(token))
        return Verifier(keys=keys, issuer=settings.origin, audiences=audiences).verify(token)
    except Unauthenticated:
        return None
