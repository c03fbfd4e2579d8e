"""Authenticates clients (RFC 6749 §2.3): by secret or by key (RFC 7523 §2.2). A public client has PKCE instead."""

import base64
from collections.abc import Mapping
from urllib.parse import unquote_plus

from services.auth.clients.domain import AuthMethod
from services.auth.clients.models import Client
from services.auth.clients.repository import Clients
from services.auth.clients.service import has_secret
from services.auth.oauth.errors import InvalidClient, InvalidRequest
from services.auth.tokens.assertion import AssertionRules, accept_assertion
from services.kit.access.guard import split_credentials
from services.kit.access.tokens import TokenFormat
from services.kit.data.database import Database

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION = {"client_assertion", "client_assertion_type"}
# Common libraries let an assertion live for an hour. A fresh iat and the jti bound it more tightly than that.
_FORMAT = TokenFormat(algorithms=frozenset({"RS256"}), types=frozenset({None, "JWT", "client-authentication+jwt"}))
RULES = AssertionRules(format=_FORMAT, longest_life=3600, oldest=300, refusal=InvalidClient)


def authenticated_client(
    database: Database, authorization: str | None, parameters: Mapping[str, str], *, issuer: str
) -> Client:
    """The client that sends the request. Raises InvalidClient; InvalidRequest where it authenticates twice or never."""
    if _ASSERTION.isdisjoint(parameters):
        return _by_secret(database, authorization, parameters)
    if authorization is not None or "client_secret" in parameters or not set(parameters) >= _ASSERTION:
        raise InvalidRequest()
    return _by_assertion(database, parameters, issuer=issuer)


def _by_assertion(database: Database, parameters: Mapping[str, str], *, issuer: str) -> Client:
    """The client whose key signed the assertion. `client_id` may be left out, but not name another (RFC 7521 §4.2)."""
    if parameters["client_assertion_type"] != ASSERTION_TYPE:
        raise InvalidClient("client_assertion_type is not one we know")
    assertion = accept_assertion(database, parameters["client_assertion"], RULES, issuer=issuer)
    if assertion.claims.sub is None or parameters.get("client_id", assertion.claims.iss) != assertion.claims.iss:
        raise InvalidClient("The assertion's iss and sub are not both the client_id")
    return assertion.client


def _by_secret(database: Database, authorization: str | None, parameters: Mapping[str, str]) -> Client:
    """A client that sends its secret, or a public client that sends none."""
    client_id, secrets = _credentials(authorization, parameters)
    with database.read() as session:
        client = Clients(session).find(client_id)
    if client is None or client.token_endpoint_auth_method == AuthMethod.KEY:
        raise InvalidClient()
    without = client.token_endpoint_auth_method == AuthMethod.NONE
    proven = not any(secrets) if without else any(has_secret(client, secret) for secret in secrets)
    if not proven:
        raise InvalidClient()
    return client


def _credentials(authorization: str | None, parameters: Mapping[str, str]) -> tuple[str, set[str]]:
    """The client's id, and each way its secret can be decoded."""
    if authorization is None:
        if "client_id" not in parameters:
            raise InvalidRequest()
        return parameters["client_id"], {parameters.get("client_secret", "")}
    client_id, secret = _basic(authorization)
    if "client_secret" in parameters or parameters.get("client_id", client_id) != client_id:
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
