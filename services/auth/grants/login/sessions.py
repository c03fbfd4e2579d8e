"""Completes a login, whichever way somebody was proven and whichever client asked."""

from datetime import timedelta

from services.auth.grants.login.proven import Proven
from services.auth.models import LoginSession
from services.auth.repository import Sessions
from services.auth.settings import AuthSettings
from services.kit import clock


def start_session(
    sessions: Sessions, settings: AuthSettings, proven: Proven, *, client_id: str, orgnr: str, scope: str
) -> LoginSession:
    """The session that codes and tokens of this login hang on.

    It lasts until a token that is fetched at the last moment has run out; a refresh token prolongs it.
    """
    now = clock.now()
    session = LoginSession(
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
    return sessions.add(session)
