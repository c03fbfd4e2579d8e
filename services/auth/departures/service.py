"""How a public body leaves the scheme: one coordinator asks, another or whoever runs the scheme confirms."""

from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.bodies.domain import BODY_LIFE, BodyState
from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations
from services.auth.clients.repository import Clients
from services.auth.clients.service import remove_client
from services.auth.departures.schemas import DepartureRead
from services.auth.members.service import refuse_substitute
from services.auth.people.repository import People
from services.auth.roles.revocation import take_back
from services.auth.roles.service import end_membership
from services.auth.sign_ups.repository import MailDomains
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event


def ask_to_leave(session: Session, body: Organisation, caller: Caller) -> DepartureRead:
    """The first coordinator who asks is remembered; the second makes the body leave. Asking twice is asking once.

    Raises NotPermitted for a substitute, who is not one of two.
    """
    refuse_substitute(People(session), caller)
    if body.leaving_asked_by is None:
        body.leaving_asked_by, body.leaving_asked_at = caller.sub, clock.now()
        body.version += 1
        Organisations(session).flush()
        _emit_departure(session, body, "leaving_asked", persons=[caller.sub])
        record_audit(session, Action.DEPARTURE_ASKED, caller, orgnr=body.orgnr)
    elif body.leaving_asked_by != caller.sub:
        leave(session, body, by=caller)
    return DepartureRead.of(body)


def stay(session: Session, body: Organisation, *, by: Caller) -> DepartureRead:
    """Nobody asks any more that the body leave."""
    if body.leaving_asked_by is not None:
        body.leaving_asked_by = body.leaving_asked_at = None
        body.version += 1
        Organisations(session).flush()
        record_audit(session, Action.DEPARTURE_WITHDRAWN, by, orgnr=body.orgnr)
    return DepartureRead.of(body)


def leave(session: Session, body: Organisation, *, by: Actor | Caller) -> None:
    """Memberships and invitations end, clients are removed, everybody is told. The body's row is locked."""
    body.state = BODY_LIFE.step(BodyState(body.state), "leave")
    body.left_at, body.leaving_asked_by, body.leaving_asked_at = clock.now(), None, None
    body.version += 1
    people, clients = People(session), Clients(session)
    for membership in people.list_all_of_locked(body.orgnr):
        end_membership(people, membership, by=by)
    for client in clients.list_all_of_locked(body.orgnr):
        remove_client(clients, client, by=by)
    take_back(session, body.orgnr, by=by)
    for domain in MailDomains(session).list_all_of(body.orgnr):
        MailDomains(session).remove(domain)
    _emit_departure(session, body, "left")
    record_audit(session, Action.ORGANISATION_LEFT, by, orgnr=body.orgnr)


def _emit_departure(session: Session, body: Organisation, what: str, *, persons: list[str] | None = None) -> None:
    event = Event(
        type=f"organisation.{what}",
        subject=body.orgnr,
        version=body.version,
        orgs=[body.orgnr],
        persons=persons or [],
    )
    emit_event(session, event)
