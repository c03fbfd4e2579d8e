"""Decides which tokens a login may get now: the roles its person still has, and whether a refresh token."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from services.auth.access import OFFLINE_ACCESS, OPENID
from services.auth.credentials.repository import SecondFactors
from services.auth.delegations.domain import DelegationState, authorization_detail
from services.auth.delegations.models import Delegation
from services.auth.delegations.repository import Delegations
from services.auth.members.domain import effective_roles
from services.auth.people.repository import People
from services.auth.sessions.domain import EndReason
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_session
from services.auth.settings import AuthSettings
from services.auth.tokens.domain import TokenContent
from services.auth.tokens.models import RefreshToken
from services.auth.tokens.repository import RefreshTokens
from services.kit import clock
from services.kit.access.tokens import API_AUDIENCE
from services.kit.ids import hashed, new_secret
from services.scheme.roles import Role


@dataclass(frozen=True, kw_only=True)
class Entitlement:
    """The tokens that a login may get. They are signed after the transaction that decided so."""

    content: TokenContent
    refresh_token: str | None = None
    identity: Mapping[str, Any] | None = None  # the id_token's claims about the login


def grant_tokens(
    session: Session,
    settings: AuthSettings,
    login: LoginSession,
    *,
    scope: str | None = None,
    nonce: str | None = None,
    successor: str | None = None,
) -> Entitlement | None:
    """What the login may get now, in the narrower `scope` where one is given. None where it may get nothing any more.

    `successor` is the refresh token that follows the one in the request, new or returned once more.

    Roles and membership are read anew each time. A login whose membership has ended ends here at the latest. So does a
    login by password alone of a person who needs a second factor by now, as a new coordinator does. On None the caller
    commits first and refuses then.
    """
    sessions, now = Sessions(session), clock.now()
    if login.ended_at is not None or login.expires_at <= now:
        return None
    delegation = Delegations(session).find_by_session(login.id)
    if delegation is not None and (delegation.state != DelegationState.ACCEPTED or delegation.expires_at <= now):
        return None
    membership = People(session).find_membership(login.person_id, login.orgnr)
    if membership is None:
        end_session(sessions, login, reason=EndReason.MEMBERSHIP_ENDED)
        return None
    if _lacks_second_factor(session, settings, login):
        end_session(sessions, login, reason=EndReason.SECOND_FACTOR_MISSING)
        return None
    login.used_at = now
    content = _content(login, delegation, scope=scope or login.scope, role=membership.role)
    return Entitlement(
        content=content,
        refresh_token=_refresh_token(session, settings, login, successor)
        if OFFLINE_ACCESS in login.scope.split()
        else None,
        identity=_identity(login, nonce) if OPENID in content.scope.split() else None,
    )


def _content(login: LoginSession, delegation: Delegation | None, *, scope: str, role: str) -> TokenContent:
    """What the access token says, as of the login's last use, which is now."""
    return TokenContent(
        sub=str(login.person_id),
        client_id=login.client_id,
        audience=API_AUDIENCE,
        scope=scope,
        at=login.used_at,
        org=login.orgnr,
        roles=(Role.EMPLOYEE,) if delegation else tuple(effective_roles(role)),
        person=True,
        sid=str(login.id),
        decision=_decision(delegation) if delegation else None,
    )


def by_password_alone(login: LoginSession) -> bool:
    """Whether the login had no second factor. Other issuers have a second factor of their own."""
    return login.provider is None and login.amr == ["pwd"]


def _lacks_second_factor(session: Session, settings: AuthSettings, login: LoginSession) -> bool:
    return (
        by_password_alone(login)
        and settings.second_factor == "required"
        and SecondFactors(session).decides_for_others(login.person_id)
    )


def _decision(delegation: Delegation) -> dict[str, str]:
    return authorization_detail(
        delegation_id=delegation.id,
        placement_id=delegation.placement_id,
        orgnr=delegation.orgnr,
        by=delegation.delegated_by,
    )


def _identity(login: LoginSession, nonce: str | None) -> dict[str, Any]:
    """The claims of OpenID Connect Core §2. They are the same at every refresh, but for the nonce (§12.2)."""
    claims = {
        "sub": str(login.person_id),
        "aud": login.client_id,
        "auth_time": int(login.authenticated_at.timestamp()),
        "amr": login.amr,
        "acr": login.acr,
        "nonce": nonce,
        "sid": str(login.id),
    }
    return {name: value for name, value in claims.items() if value is not None}


def _refresh_token(session: Session, settings: AuthSettings, login: LoginSession, successor: str | None) -> str:
    """The next refresh token. It expires when idle as long as the settings say, and with the login at the latest."""
    tokens, token = RefreshTokens(session), successor or new_secret()
    if tokens.find(hashed(token)) is not None:
        return token
    login.expires_at = login.started_at + timedelta(hours=settings.session_hours)
    ends = min(login.used_at + timedelta(hours=settings.refresh_idle_hours), login.expires_at)
    tokens.add(RefreshToken(token_hash=hashed(token), session_id=login.id, expires_at=ends))
    return token
