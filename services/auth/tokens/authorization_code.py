"""The authorization code grant (RFC 6749 §4.1.3)."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from services.auth.clients.models import Client
from services.auth.keys.own_keys import OwnKeys
from services.auth.oauth.errors import InvalidGrant, InvalidRequest
from services.auth.oauth.pkce import proves
from services.auth.sessions.domain import EndReason
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.auth.settings import AuthSettings
from services.auth.tokens.entitlement import grant_tokens
from services.auth.tokens.issue import issue_for_login
from services.auth.tokens.models import AuthorizationCode
from services.auth.tokens.repository import Codes
from services.auth.tokens.reuse import end_if_reused
from services.auth.tokens.schemas import TokenRead
from services.kit import clock
from services.kit.data.database import Database
from services.kit.ids import hashed


def redeem(
    database: Database, keys: OwnKeys, settings: AuthSettings, client: Client, parameters: Mapping[str, str]
) -> TokenRead:
    """Exchange a code for tokens, once. Raises InvalidRequest, InvalidGrant."""
    if not {"code", "redirect_uri", "code_verifier"} <= set(parameters):
        raise InvalidRequest()
    keys.signer()  # before the code is used up: without a key the client can try again
    with database.write() as session:
        login = use_code(session, client.client_id, parameters)
        nonce = Codes(session).nonce_of(hashed(parameters["code"]))
        granted = grant_tokens(session, settings, login, nonce=nonce) if login else None
    if granted is None:
        raise InvalidGrant()
    return issue_for_login(keys, settings, granted)


def use_code(session: Session, client_id: str, parameters: Mapping[str, str]) -> LoginSession | None:
    """Use up a code and return its login. Raises InvalidGrant.

    Returns None for a code that has expired or was used before. Reuse ends the login, so commit first and refuse then.
    """
    codes, code_hash = Codes(session), hashed(parameters["code"])
    code = codes.find(code_hash)
    login = Sessions(session).find(code.session_id) if code else None
    if code is None or login is None:
        raise InvalidGrant()
    if code.used_at is None and not _is_of(code, login, client_id, parameters):
        raise InvalidGrant()  # a stranger's attempt does not use the code up
    if not codes.use(code_hash, at=clock.now()):
        end_if_reused(Sessions(session), login, code, reason=EndReason.CODE_REUSED)
        return None
    return login


def _is_of(code: AuthorizationCode, login: LoginSession, client_id: str, parameters: Mapping[str, str]) -> bool:
    """Whether the code is for this client, this redirect address and this verifier (RFC 7636 §4.6)."""
    sent_to = (login.client_id, code.redirect_uri) == (client_id, parameters["redirect_uri"])
    return sent_to and proves(parameters["code_verifier"], code.challenge)
