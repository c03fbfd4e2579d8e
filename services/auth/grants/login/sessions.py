"""Completes a login, whichever way somebody was proven and whichever client asked."""

from datetime import timedelta

from sqlalchemy.orm import Session

from services.auth.domain import hashed
from services.auth.grants.login.proven import Proven
from services.auth.grants.login.request import Authorization
from services.auth.models import Action, AuthorizationCode, LoginSession
from services.auth.repository import Codes, Sessions
from services.auth.service.audit import Actor, record_audit
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.ids import new_secret


def new_code(session: Session, settings: AuthSettings, wanted: Authorization, proven: Proven, *, orgnr: str) -> str:
    """The code that goes back to the client for a login that is complete; only its hash is kept."""
    code = new_secret()
    login = start_session(session, settings, proven, client_id=wanted.client_id, orgnr=orgnr, scope=wanted.scope)
    kept = AuthorizationCode(
        code_hash=hashed(code),
        session_id=login.id,
        redirect_uri=wanted.redirect_uri,
        challenge=wanted.challenge,
        nonce=wanted.openid.nonce,
        expires_at=login.started_at + timedelta(seconds=settings.code_seconds),
    )
    Codes(session).add(kept)
    return code


def start_session(
    session: Session, settings: AuthSettings, proven: Proven, *, client_id: str, orgnr: str, scope: str
) -> LoginSession:
    """The session that codes and tokens of this login hang on.

    It lasts until a token that is fetched at the last moment has run out; a refresh token prolongs it.
    """
    now = clock.now()
    login = LoginSession(
        person_id=proven.person_id,
        orgnr=orgnr,
        client_id=client_id,
        scope=scope,
        provider=proven.provider,
        amr=list(proven.methods),
        acr=proven.acr,
        authenticated_at=proven.at,
        started_at=now,
        used_at=now,
        expires_at=now + timedelta(seconds=settings.code_seconds + settings.token_seconds),
    )
    Sessions(session).add(login)
    by = Actor(sub=str(login.person_id), client_id=client_id, org=orgnr, session_id=login.id)
    record_audit(session, Action.LOGIN_COMPLETED, by, about=("person", login.person_id))
    return login
