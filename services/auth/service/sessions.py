"""Ends login sessions: what hangs on them ends with them, refresh tokens and unused codes."""

from uuid import UUID

from services.auth.domain import EndReason
from services.auth.models import LoginSession
from services.auth.repository import Sessions
from services.kit import clock
from services.kit.events.outbox import Event, record_event


def end_session(sessions: Sessions, login: LoginSession, *, reason: EndReason) -> None:
    """End one, unless it has ended: the first reason stands."""
    if sessions.end(login, reason=reason, at=clock.now()):
        event = Event(
            type="session.ended",
            subject=login.id,
            version=login.version,
            orgs=[login.orgnr],
            persons=[login.person_id],
            codes={"reason": reason},
        )
        record_event(sessions.session, event)


def end_sessions_of(sessions: Sessions, person_id: UUID, *, reason: EndReason, orgnr: str | None = None) -> None:
    """End all of a person's, or those that act for one body."""
    for login in sessions.list_all_live_of(person_id, at=clock.now(), orgnr=orgnr):
        end_session(sessions, login, reason=reason)
