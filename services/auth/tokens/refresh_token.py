"""The refresh token grant: an access token and the next refresh token (RFC 6749 §6, RFC 9700 §4.14.2).

A refresh token has one successor. Within ten seconds of its use the same client gets the same successor again, as long
as that one is unused: two tabs may refresh at once, and a response may be lost on the way (decision record 0045). Any
other use of a used token ends the login, whether a thief or its owner sends it: nobody knows who has the next token.
"""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from services.auth.clients.domain import granted_scope
from services.auth.clients.models import Client
from services.auth.keys.own_keys import OwnKeys
from services.auth.oauth.errors import InvalidGrant, InvalidRequest, InvalidScope
from services.auth.sessions.domain import EndReason
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.auth.settings import AuthSettings
from services.auth.tokens.domain import successor_of
from services.auth.tokens.entitlement import Entitlement, grant_tokens
from services.auth.tokens.issue import issue_for_login
from services.auth.tokens.repository import RefreshTokens
from services.auth.tokens.reuse import end_if_reused
from services.auth.tokens.schemas import TokenRead
from services.kit import clock
from services.kit.data.database import Database
from services.kit.ids import hashed

REPEAT_SECONDS = 10
REUSED = (
    "A refresh token that had been used already was sent, so the login was ended, since the token may be stolen. "
    "Log in again, and let one part of your program refresh for all"
)


def refresh(
    database: Database, keys: OwnKeys, settings: AuthSettings, client: Client, parameters: Mapping[str, str]
) -> TokenRead:
    """Exchange a refresh token for the next tokens. Raises InvalidRequest, InvalidGrant, InvalidScope."""
    if "refresh_token" not in parameters:
        raise InvalidRequest()
    keys.signer()  # before the token is used up: without a key the client can try again
    with database.write() as session:
        granted = _refreshed(session, settings, client, parameters)
    if isinstance(granted, InvalidGrant):
        raise granted
    return issue_for_login(keys, settings, granted)


def _refreshed(
    session: Session, settings: AuthSettings, client: Client, parameters: Mapping[str, str]
) -> Entitlement | InvalidGrant:
    """What the login may get. Raises InvalidGrant, InvalidScope.

    Returns the refusal of a token that has expired or was used before, and of a login that is over. Reuse ends the
    login, so commit first and refuse then.
    """
    tokens, token_hash = RefreshTokens(session), hashed(parameters["refresh_token"])
    token = tokens.find(token_hash)
    login = Sessions(session).find(token.session_id) if token else None
    if token is None or login is None or login.client_id != client.client_id:
        raise InvalidGrant()
    scope = _narrowed(login, parameters)
    successor = successor_of(parameters["refresh_token"], passphrase=settings.key_passphrase.get_secret_value())
    granted = None
    if tokens.use(token_hash, at=clock.now()) or _may_repeat(tokens, token_hash, successor):
        granted = grant_tokens(session, settings, login, scope=scope, successor=successor)
    else:
        end_if_reused(Sessions(session), login, token, reason=EndReason.REFRESH_TOKEN_REUSED)
    return granted or InvalidGrant(REUSED if login.end_reason == EndReason.REFRESH_TOKEN_REUSED else None)


def _may_repeat(tokens: RefreshTokens, token_hash: str, successor: str) -> bool:
    """Whether the token was used a moment ago and its successor is unused."""
    used_at = tokens.find_use(token_hash)
    if used_at is None or clock.now() - used_at > timedelta(seconds=REPEAT_SECONDS):
        return False
    following = tokens.find(hashed(successor))
    return following is not None and following.used_at is None


def _narrowed(login: LoginSession, parameters: Mapping[str, str]) -> str:
    """The scope of this access token alone. The next may have the login's whole scope again."""
    scope = granted_scope(parameters.get("scope", login.scope), allowed=login.scope.split())
    if scope is None:
        raise InvalidScope()
    return scope
