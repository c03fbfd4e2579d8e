"""Lets a public body leave the scheme: one coordinator asks, another or the operator confirms."""

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
from services.auth.roles.service import end_membership
from services.auth.roles.withdrawal import withdraw_unused
from services.auth.sign_ups.repository import MailDomains
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event


def ask_departure(session: Session, body: Organisation, *, by: Caller) -> DepartureRead:
    """Store the first coordinator who asks; when a second one asks, the body leaves. The same one counts once.

    Raises NotPermitted for a substitute, who does not count as one of the two.
    """
    refuse_substitute(People(session), by)
    if body.leaving_asked_by is None:
        body.leaving_asked_by, body.leaving_asked_at = by.sub, clock.now()
        body.version += 1
        Organisations(session).flush()
        _emit_departure(session, body, "leaving_asked", persons=[by.sub])
        record_audit(session, Action.DEPARTURE_ASKED, by, orgnr=body.orgnr)
    elif body.leaving_asked_by != by.sub:
        leave_scheme(session, body, by=by)
    return DepartureRead.of(body)


def withdraw_departure(session: Session, body: Organisation, *, by: Caller) -> DepartureRead:
    """Withdraw what a coordinator asked: the body stays."""
    if body.leaving_asked_by is not None:
        body.leaving_asked_by = body.leaving_asked_at = None
        body.version += 1
        Organisations(session).flush()
        record_audit(session, Action.DEPARTURE_WITHDRAWN, by, orgnr=body.orgnr)
    return DepartureRead.of(body)


def leave_scheme(session: Session, body: Organisation, *, by: Actor | Caller) -> None:
    """End the body's memberships, invitations, clients and mail domains, and emit `organisation.left`. It is locked."""
    body.state = BODY_LIFE.step(BodyState(body.state), "leave")
    body.left_at, body.leaving_asked_by, body.leaving_asked_at = clock.now(), None, None
    body.version += 1
    people, clients = People(session), Clients(session)
    for membership in people.list_all_of_locked(body.orgnr):
        end_membership(people, membership, by=by)
    for client in clients.list_all_of_locked(body.orgnr):
        remove_client(clients, client, by=by)
    withdraw_unused(session, body.orgnr, by=by)
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
