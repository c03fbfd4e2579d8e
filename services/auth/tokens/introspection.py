"""Answers whether a token is live, and what it says (RFC 7662)."""

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
from services.auth.tokens.own_tokens import read_token
from services.auth.tokens.schemas import IntrospectionRead
from services.kit import clock
from services.kit.access.revocations import Revocations
from services.kit.access.tokens import API_AUDIENCE, Claims, kid_of
from services.kit.data.database import Database
from services.kit.errors import Unauthenticated


def introspect(
    database: Database,
    keys: OwnKeys,
    settings: AuthSettings,
    client: Client,
    asked: Mapping[str, str],
    *,
    revocations: Revocations,
) -> IntrospectionRead:
    """What a live access token says, to whom it concerns; anything else is not active, without a reason (§2.2).

    That is what our services would say of it, `standing` included.
    Raises InvalidClient for clients that cannot prove who they are (§2.1), InvalidRequest.
    """
    if client.kind == ClientKind.PUBLIC:
        raise InvalidClient()
    if "token" not in asked:
        raise InvalidRequest()
    claims = read_token(keys, settings, asked["token"])
    if claims is None or not _concerns(client, claims) or _ended(revocations, claims, kid_of(asked["token"])):
        return IntrospectionRead(active=False)
    with database.read() as session:
        if not _stands(session, claims):
            return IntrospectionRead(active=False)
    return IntrospectionRead(active=True, token_type="Bearer", **claims.model_dump(exclude={"nbf"}))  # noqa: S106 -- the type


def _concerns(client: Client, claims: Claims) -> bool:
    """A service is told of tokens it may be sent, a body's system of its own."""
    if client.kind == ClientKind.SERVICE:
        return claims.aud in {API_AUDIENCE, client.client_id}
    return claims.client_id == client.client_id


def _ended(revocations: Revocations, claims: Claims, kid: str) -> bool:
    """Whether the services refuse the token since a role, a person, a client's key or our own was lost."""
    try:
        revocations.refuse_revoked(claims, kid)
    except Unauthenticated:
        return True
    return False


def _stands(session: Session, claims: Claims) -> bool:
    """Whether what the token speaks of is still there: its client, its login, the membership it acts by."""
    if Clients(session).find(claims.client_id) is None:
        return False
    if claims.sid is None:
        return True
    login = Sessions(session).find(UUID(claims.sid))
    if login is None or login.ended_at is not None or login.expires_at <= clock.now():
        return False
    return login.orgnr in {body.orgnr for body in Organisations(session).list_of_member(login.person_id)}
