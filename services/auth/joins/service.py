"""Joins two accounts of one person: what the one that ends had passes to the one that stays."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.absences.service import pass_absences_on
from services.auth.accounts.schemas import PersonRead
from services.auth.audit.models import Action
from services.auth.audit.service import record_audit
from services.auth.bodies.repository import Organisations
from services.auth.clients.repository import Consents
from services.auth.credentials.repository import SecondFactors
from services.auth.joins.errors import JoinNotOpen
from services.auth.joins.models import JoinCode
from services.auth.joins.repository import JoinCodes
from services.auth.joins.schemas import JoinCodeRead
from services.auth.letters.domain import Purpose
from services.auth.letters.service import order_letter
from services.auth.limits.repository import KnownBrowsers
from services.auth.members.service import pass_memberships_on
from services.auth.people.models import Membership, Person
from services.auth.people.repository import People
from services.auth.roles.service import end_authority
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_sessions_of
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event
from services.kit.ids import hashed, new_secret
from services.scheme.roles import Role

CODE_WORKS = timedelta(minutes=10)
_NOTICE_SHOWN = timedelta(days=30)


def begin_join(session: Session, person: Person, *, by: Caller) -> JoinCodeRead:
    """Make a code by which another account is joined into this person's. Only its hash is stored."""
    code, ends = new_secret(), clock.now() + CODE_WORKS
    JoinCodes(session).add(JoinCode(code_hash=hashed(code), person_id=person.id, expires_at=ends))
    record_audit(session, Action.JOIN_BEGUN, by, about=("person", person.id))
    return JoinCodeRead(code=code, expires_at=ends)


def accept_join(session: Session, settings: AuthSettings, code: str, person_id: UUID, *, by: Caller) -> PersonRead:
    """Join the caller's account into the one that made the code. Returns the person who stays.

    Raises JoinNotOpen, also where one of the accounts is disabled.
    """
    people = People(session)
    stays, ends = _use_code(people, code, person_id)
    theirs, kept = people.list_memberships_locked(ends.id), people.list_memberships_locked(stays.id)
    _emit_joined(session, stays, ends, theirs=theirs, kept=kept)
    pass_memberships_on(people, theirs, stays.id)
    pass_absences_on(session, ends.id, stays.id)
    _pass_consents_on(session, ends, stays)
    _pass_credentials_on(session, ends, stays)
    _end_account(session, ends, stays)
    for membership in theirs:
        if membership.ended_at is not None and membership.role == Role.COORDINATOR:
            end_authority(people, membership, by=by)  # what they gave is the person's who stays by now
    record_audit(session, Action.ACCOUNT_ENDED, by, about=("person", ends.id))
    record_audit(session, Action.ACCOUNT_JOINED, by, about=("person", stays.id))
    _notify_all_addresses(people, settings, stays)
    return PersonRead.model_validate(stays)


def _use_code(people: People, code: str, ends_id: UUID) -> tuple[Person, Person]:
    """The person who stays and the one who ends, both locked, with the bodies they belong to."""
    session, code_hash = people.session, hashed(code)
    found = JoinCodes(session).find_open(code_hash, at=clock.now())
    if found is None or found.person_id == ends_id:
        raise JoinNotOpen()
    ids = sorted((found.person_id, ends_id))
    for orgnr in sorted({one.orgnr for person_id in ids for one in people.list_memberships(person_id)}):
        Organisations(session).get_locked(orgnr)  # before people, as whoever changes a body's coordinators does
    locked = {person_id: people.get_locked(person_id) for person_id in ids}
    disabled = any(person.disabled_at is not None for person in locked.values())
    if disabled or not JoinCodes(session).use(code_hash, at=clock.now()):
        raise JoinNotOpen()
    return locked[found.person_id], locked[ends_id]


def _emit_joined(
    session: Session, stays: Person, ends: Person, *, theirs: Sequence[Membership], kept: Sequence[Membership]
) -> None:
    """Emit the event before those of memberships: they name the person who stays.

    `memberships` are those that end, since the person who stays has another in the same body.
    """
    stays.version += 1
    bodies = {one.orgnr for one in kept}
    event = Event(
        type="person.joined",
        subject=stays.id,
        version=stays.version,
        orgs=sorted({one.orgnr for one in (*theirs, *kept)}),
        persons=[stays.id, ends.id],
        codes={"memberships": [str(one.id) for one in theirs if one.orgnr in bodies]},
    )
    emit_event(session, event)


def _pass_consents_on(session: Session, ends: Person, stays: Person) -> None:
    consents = Consents(session)
    for consent in JoinCodes(session).list_consents(ends.id):
        consents.give(stays.id, consent.client_id, consent.orgnr, consent.scopes)
        consents.remove(consent)


def _pass_credentials_on(session: Session, ends: Person, stays: Person) -> None:
    """The password and the authenticator of the account that stays count; where it has none, the other's do."""
    stays.password_hash = stays.password_hash or ends.password_hash
    factors = SecondFactors(session)
    if factors.has(stays.id):
        factors.forget(ends.id)
    elif factors.has(ends.id):
        factors.forget(stays.id)
    else:
        factors.forget_unconfirmed(ends.id)


def _end_account(session: Session, ends: Person, stays: Person) -> None:
    """End the account for good: `joined_into` says which one has what it had."""
    end_sessions_of(Sessions(session), ends.id, reason=EndReason.ACCOUNT_JOINED)
    KnownBrowsers(session).forget_all_of(ends.id)
    joins = JoinCodes(session)
    joins.forget_all_of(ends.id)
    joins.forget_unproven_addresses(ends.id)
    ends.email, ends.password_hash = f"{ends.id}@retired.invalid", None
    ends.disabled_at, ends.joined_into, ends.version = clock.now(), stays.id, ends.version + 1
    joins.pass_on(ends.id, stays.id)


def _notify_all_addresses(people: People, settings: AuthSettings, stays: Person) -> None:
    for address in people.list_all_addresses(stays.id):
        to = {"email": address.email, "language": stays.language}
        shown_until = clock.now() + _NOTICE_SHOWN
        order_letter(people.session, settings, Purpose.ACCOUNTS_JOINED, **to, expires_at=shown_until)
