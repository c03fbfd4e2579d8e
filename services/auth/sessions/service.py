"""Ends login sessions. Their refresh tokens and unused codes end with them."""

from collections.abc import Callable, Mapping
from uuid import UUID

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.sessions.domain import EndReason
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.kit import clock
from services.kit.data.outbox import Event, emit_event

_ACTIONS: Mapping[EndReason, Action] = {
    EndReason.CODE_REUSED: Action.CODE_REUSED,
    EndReason.REFRESH_TOKEN_REUSED: Action.REFRESH_TOKEN_REUSED,
}


def end_session(sessions: Sessions, login: LoginSession, *, reason: EndReason, sub: str | None = None) -> None:
    """End a session, unless it has ended: the first reason stands. `sub` is who asked, as far as that was proven."""
    if not sessions.end(login, reason=reason, at=clock.now()):
        return
    event = Event(
        type="session.ended",
        subject=login.id,
        version=login.version,
        orgs=[login.orgnr],
        persons=[login.person_id],
        codes={"reason": reason},
    )
    emit_event(sessions.session, event)
    by = Actor(sub=sub, client_id=login.client_id, org=login.orgnr, session_id=login.id)
    record_audit(sessions.session, _ACTIONS.get(reason, Action.SESSION_ENDED), by, about=("person", login.person_id))


def end_sessions_of(
    sessions: Sessions, person_id: UUID, *, reason: EndReason, orgnr: str | None = None, client_id: str | None = None
) -> None:
    """End the person's sessions: all, or those that act for one body, or at one client."""
    for login in sessions.list_all_live_of(person_id, at=clock.now(), orgnr=orgnr, client_id=client_id):
        end_session(sessions, login, reason=reason)


def end_sessions_through(sessions: Sessions, client_id: str, *, reason: EndReason) -> None:
    """End everybody's sessions at one client."""
    for login in sessions.list_all_live_through(client_id, at=clock.now()):
        end_session(sessions, login, reason=reason)


def end_sessions_for(sessions: Sessions, orgnr: str, *, reason: EndReason) -> None:
    """End everybody's sessions that act for one body."""
    for login in sessions.list_all_live_for(orgnr, at=clock.now()):
        end_session(sessions, login, reason=reason)


def end_unvouched_sessions(sessions: Sessions, vouch: Callable[[str, str], bool]) -> None:
    """End the sessions whose issuer was switched off, or no longer vouches for their body."""
    for provider, orgnr in sessions.list_live_origins(at=clock.now()):
        if not vouch(provider, orgnr):
            for login in sessions.list_all_live_from(provider, orgnr, at=clock.now()):
                end_session(sessions, login, reason=EndReason.ISSUER_REMOVED)
