"""Exchanges a delegation's link for a token that is good for one decision, with a login session of its own."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.credentials.errors import SecondFactorMissing
from services.auth.credentials.repository import SecondFactors
from services.auth.delegations import service as delegations
from services.auth.delegations.domain import SCOPES
from services.auth.keys.own_keys import OwnKeys
from services.auth.login.completion import start_session
from services.auth.login.states import Proven
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.auth.settings import AuthSettings
from services.auth.tokens.entitlement import Entitlement, by_password_alone, grant_tokens
from services.auth.tokens.issue import issue_for_login
from services.auth.tokens.schemas import TokenRead
from services.kit.access.table import Caller
from services.kit.data.database import Database
from services.kit.errors import NotFound


def issue_decision_token(
    database: Database, keys: OwnKeys, settings: AuthSettings, token: str, by: Caller
) -> TokenRead:
    """Use up the link and return the token. Raises NotFound, LinkNotOpen, SecondFactorMissing, Unavailable."""
    with database.read() as session:
        delegations.refuse_strangers(session, token, by)
    keys.signer()  # before the link is used up: without a key the caller can try again
    with database.write() as session:
        granted = _granted(session, settings, token, by)
    return issue_for_login(keys, settings, granted)


def _granted(session: Session, settings: AuthSettings, token: str, by: Caller) -> Entitlement:
    delegation = delegations.accept(session, token, by)
    login = _narrowed_session(session, settings, _login_of(session, by))
    delegation.session_id = login.id
    session.flush()
    granted = grant_tokens(session, settings, login)
    if granted is None:  # the membership has just ended: roll everything back
        raise NotFound()
    return granted


def _login_of(session: Session, by: Caller) -> LoginSession:
    """The login session of the caller's token. Raises NotFound where there is none.

    Raises SecondFactorMissing for a login by password alone of a person who has an authenticator.
    """
    login = Sessions(session).find(UUID(by.sid)) if by.sid else None
    if login is None:
        raise NotFound()
    if by_password_alone(login) and SecondFactors(session).has(login.person_id):
        raise SecondFactorMissing()
    return login


def _narrowed_session(session: Session, settings: AuthSettings, login: LoginSession) -> LoginSession:
    """A new session with the same proof and the same client, for fewer scopes."""
    proven = Proven(
        person_id=login.person_id,
        at=login.authenticated_at,
        methods=tuple(login.amr),
        acr=login.acr,
        issuer=login.provider,
    )
    scope = " ".join(one for one in login.scope.split() if one in SCOPES)
    return start_session(session, settings, proven, client_id=login.client_id, orgnr=login.orgnr, scope=scope)
