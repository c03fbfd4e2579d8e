"""Proves which client asks (RFC 6749 §2.3): by its secret, by its own key (RFC 7523 §2.2), or for an app by PKCE."""

import base64
from collections.abc import Mapping
from urllib.parse import unquote_plus

from services.auth.clients.domain import AuthMethod
from services.auth.clients.models import Client
from services.auth.clients.repository import Clients
from services.auth.clients.service import has_secret
from services.auth.oauth.errors import InvalidClient, InvalidRequest
from services.auth.tokens.assertion import Use, read_assertion
from services.kit.access.guard import split_credentials
from services.kit.access.tokens import TokenFormat
from services.kit.data.database import Database

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


_ASSERTION = {"client_assertion", "client_assertion_type"}


# common libraries let an assertion live for an hour; a fresh iat and the jti bound it more tightly than that
_FORM = TokenFormat(algorithms=frozenset({"RS256"}), types=frozenset({None, "JWT", "client-authentication+jwt"}))


USE = Use(form=_FORM, longest_life=3600, oldest=300, refusal=InvalidClient)


def authenticated_client(
    database: Database, authorization: str | None, asked: Mapping[str, str], *, issuer: str
) -> Client:
    """Raises InvalidClient, and InvalidRequest where the client identifies itself in no way or in two."""
    if _ASSERTION.isdisjoint(asked):
        return _by_secret(database, authorization, asked)
    if authorization is not None or "client_secret" in asked or not set(asked) >= _ASSERTION:
        raise InvalidRequest()
    return _by_assertion(database, asked, issuer=issuer)


def _by_assertion(database: Database, asked: Mapping[str, str], *, issuer: str) -> Client:
    """The client whose key signed the assertion; `client_id` need not be given, but not be another (RFC 7521 §4.2)."""
    if asked["client_assertion_type"] != ASSERTION_TYPE:
        raise InvalidClient("client_assertion_type is not one we know")
    taken = read_assertion(database, asked["client_assertion"], USE, issuer=issuer)
    if taken.claims.sub is None or asked.get("client_id", taken.claims.iss) != taken.claims.iss:
        raise InvalidClient("The assertion's iss and sub are not both the client_id")
    return taken.client


def _by_secret(database: Database, authorization: str | None, asked: Mapping[str, str]) -> Client:
    """A client that shows its secret, or one that has none and shows none."""
    client_id, secrets = _credentials(authorization, asked)
    with database.read() as session:
        client = Clients(session).find(client_id)
    if client is None or client.token_endpoint_auth_method == AuthMethod.KEY:
        raise InvalidClient()
    without = client.token_endpoint_auth_method == AuthMethod.NONE
    proven = not any(secrets) if without else any(has_secret(client, secret) for secret in secrets)
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
    scheme, encoded = split_credentials(authorization)
    try:
        client_id, colon, secret = base64.b64decode(encoded, validate=True).decode("ascii").partition(":")
    except ValueError:
        raise InvalidClient() from None
    if scheme != "basic" or not colon or not (client_id + secret).isprintable():
        raise InvalidClient()
    return unquote_plus(client_id), secret
