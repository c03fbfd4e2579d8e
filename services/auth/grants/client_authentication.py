"""Proves which client asks for a token (RFC 6749 §2.3): a secret for those that can keep one, PKCE for the others."""

import base64
from collections.abc import Mapping
from urllib.parse import unquote_plus

from services.auth.errors import InvalidClient, InvalidRequest
from services.auth.models import Client
from services.auth.repository import Clients
from services.auth.service.clients import has_secret
from services.kit.database import Database


def authenticated_client(database: Database, authorization: str | None, asked: Mapping[str, str]) -> Client:
    """Raises InvalidClient, and InvalidRequest where the client identifies itself in no way or in two."""
    client_id, secrets = _credentials(authorization, asked)
    with database.read() as session:
        client = Clients(session).find(client_id)
    if client is None:
        raise InvalidClient()
    proven = not any(secrets) if client.secret_hash is None else any(has_secret(client, secret) for secret in secrets)
    if not proven:
        raise InvalidClient()
    return client


def _credentials(authorization: str | None, asked: Mapping[str, str]) -> tuple[str, set[str]]:
    """The client's id, and its secret in the spellings it may have been meant in."""
    if authorization is None:
        if "client_id" not in asked:
            raise InvalidRequest()
        return asked["client_id"], {asked.get("client_secret", "")}
    client_id, secret = _basic(authorization)
    if "client_secret" in asked or asked.get("client_id", client_id) != client_id:
        raise InvalidRequest()
    return client_id, {secret, unquote_plus(secret)}  # §2.3.1 wants it form-encoded; many clients send it plain


def _basic(authorization: str) -> tuple[str, str]:
    scheme, _, encoded = authorization.partition(" ")
    try:
        client_id, colon, secret = base64.b64decode(encoded, validate=True).decode("ascii").partition(":")
    except ValueError:
        raise InvalidClient() from None
    if scheme.lower() != "basic" or not colon or not (client_id + secret).isprintable():
        raise InvalidClient()
    return unquote_plus(client_id), secret
