"""The revocation endpoint: a client ends the login that its token belongs to (RFC 7009)."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.clients.models import Client
from services.auth.keys.own_keys import OwnKeys
from services.auth.oauth.errors import InvalidGrant, InvalidRequest, UnsupportedTokenType
from services.auth.sessions.domain import EndReason
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_session
from services.auth.settings import AuthSettings
from services.auth.tokens.own_tokens import read_own_token
from services.auth.tokens.repository import RefreshTokens
from services.kit.access.tokens import Claims
from services.kit.data.database import Database
from services.kit.ids import hashed


def revoke(
    database: Database, keys: OwnKeys, settings: AuthSettings, client: Client, parameters: Mapping[str, str]
) -> None:
    """End the login of an access token or refresh token. `token_type_hint` is not needed (§2.1).

    A token that is unknown or invalid counts as revoked (§2.2). Raises InvalidRequest; InvalidGrant for another
    client's token; UnsupportedTokenType for a token that belongs to no login.
    """
    if "token" not in parameters:
        raise InvalidRequest()
    own = read_own_token(keys, settings, parameters["token"])
    claims = own.claims if own is not None else None
    if claims is not None and claims.client_id != client.client_id:
        raise InvalidGrant()
    if claims is not None and claims.sid is None:
        raise UnsupportedTokenType()
    with database.write() as session:
        login = _login_of(session, claims, parameters["token"])
        if login is not None and login.client_id != client.client_id:
            raise InvalidGrant()
        if login is not None:
            end_session(Sessions(session), login, reason=EndReason.BY_CLIENT)


def _login_of(session: Session, claims: Claims | None, token: str) -> LoginSession | None:
    if claims is not None and claims.sid is not None:
        return Sessions(session).find(UUID(claims.sid))
    found = RefreshTokens(session).find(hashed(token))
    return Sessions(session).find(found.session_id) if found else None
