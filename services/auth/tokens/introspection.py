"""The introspection endpoint: whether an access token is active, and what it says (RFC 7662)."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.bodies.repository import Organisations
from services.auth.clients.domain import ClientKind
from services.auth.clients.models import Client
from services.auth.clients.repository import Clients
from services.auth.keys.own_keys import OwnKeys
from services.auth.oauth.errors import InvalidClient, InvalidRequest
from services.auth.sessions.repository import Sessions
from services.auth.settings import AuthSettings
from services.auth.tokens.own_tokens import read_own_token
from services.auth.tokens.schemas import IntrospectionRead
from services.kit import clock
from services.kit.access.revocations import Revocations
from services.kit.access.tokens import API_AUDIENCE, Claims, VerifiedToken
from services.kit.data.database import Database
from services.kit.errors import Unauthenticated


def introspect(
    database: Database,
    keys: OwnKeys,
    settings: AuthSettings,
    client: Client,
    parameters: Mapping[str, str],
    *,
    revocations: Revocations,
) -> IntrospectionRead:
    """What an active access token says, for a client it concerns. Any other token is inactive, without a reason (§2.2).

    Revocations count here as they do in our services.
    Raises InvalidClient for clients without a secret or key (§2.1), InvalidRequest.
    """
    if client.kind == ClientKind.PUBLIC:
        raise InvalidClient()
    if "token" not in parameters:
        raise InvalidRequest()
    token = read_own_token(keys, settings, parameters["token"])
    if token is None or not _concerns(client, token.claims) or _is_revoked(revocations, token):
        return IntrospectionRead(active=False)
    with database.read() as session:
        if not _is_in_force(session, token.claims):
            return IntrospectionRead(active=False)
    return IntrospectionRead(active=True, token_type="Bearer", **token.claims.model_dump(exclude={"nbf"}))  # noqa: S106 -- the type


def _concerns(client: Client, claims: Claims) -> bool:
    """A service may introspect the tokens that it may be sent, a body's system its own tokens."""
    if client.kind == ClientKind.SERVICE:
        return claims.aud in {API_AUDIENCE, client.client_id}
    return claims.client_id == client.client_id


def _is_revoked(revocations: Revocations, token: VerifiedToken) -> bool:
    """Whether our services refuse the token, since a role was lost, a person disabled, or a key or secret revoked."""
    try:
        revocations.refuse_revoked(token.claims, token.kid)
    except Unauthenticated:
        return True
    return False


def _is_in_force(session: Session, claims: Claims) -> bool:
    """Whether the token's client, login and membership still exist."""
    if Clients(session).find(claims.client_id) is None:
        return False
    if claims.sid is None:
        return True
    login = Sessions(session).find(UUID(claims.sid))
    if login is None or login.ended_at is not None or login.expires_at <= clock.now():
        return False
    return login.orgnr in {body.orgnr for body in Organisations(session).list_of_member(login.person_id)}
