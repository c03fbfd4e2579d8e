"""Ends the login of a code or refresh token that was used twice."""

from services.auth.sessions.domain import EndReason
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_session
from services.auth.tokens.models import AuthorizationCode, RefreshToken
from services.kit import clock


def end_if_reused(
    sessions: Sessions, login: LoginSession, spent: AuthorizationCode | RefreshToken, *, reason: EndReason
) -> None:
    """End the login of what could not be used, unless it only ran out: used twice, it is in two hands."""
    if spent.used_at is not None or spent.expires_at > clock.now():
        end_session(sessions, login, reason=reason)
