"""Ends the login of an authorization code or refresh token that is used twice."""

from services.auth.sessions.domain import EndReason
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_session
from services.auth.tokens.models import AuthorizationCode, RefreshToken
from services.kit import clock


def end_if_reused(
    sessions: Sessions, login: LoginSession, spent: AuthorizationCode | RefreshToken, *, reason: EndReason
) -> None:
    """End the login, unless the code or token has merely expired. One that is used twice may be stolen."""
    if spent.used_at is not None or spent.expires_at > clock.now():
        end_session(sessions, login, reason=reason)
