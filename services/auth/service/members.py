"""How people come into a body, and leave it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.orm import Session

from services.auth.domain import EndReason, effective, hashed, higher
from services.auth.errors import HasCoordinator, InvitationNotOpen
from services.auth.models import Invitation, Membership, Person
from services.auth.repository import Invitations, Organisations, People, Sessions
from services.auth.schemas import (
    AcceptanceCreate,
    AcceptanceRead,
    InvitationCreate,
    InvitationCreated,
    MemberRead,
    MeUpdate,
)
from services.auth.service.logins import prove_password
from services.auth.service.passwords import hash_password
from services.auth.service.sessions import end_sessions_of
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access import Role
from services.kit.database import Database
from services.kit.errors import Busy, Invalid
from services.kit.events.outbox import Event, record_event
from services.kit.ids import new_secret
from services.kit.language import Language
from services.kit.pagination import Found


def bootstrap_coordinator(
    session: Session, orgnr: str, email: str, *, language: Language = Language.NB, days: int = 14
) -> InvitationCreated:
    """Invite a body's first coordinator; `token` is shown this once.

    Raises NotFound for a body that is not of the scheme, HasCoordinator where it has one, Invalid for the address.
    """
    body = Organisations(session).get(orgnr)
    if Organisations(session).coordinated([body.orgnr]):
        raise HasCoordinator()
    try:
        asked = InvitationCreate(email=email, role="coordinator", language=language)
    except ValidationError:
        raise Invalid(("/email", "wrong_form")) from None
    return invite(Invitations(session), asked, orgnr=body.orgnr, by=None, days=days)


def invite(
    invitations: Invitations, asked: InvitationCreate, *, orgnr: str, by: str | None, days: int
) -> InvitationCreated:
    """Make a single-use invitation; only its hash is kept."""
    token = new_secret()
    ends = clock.now() + timedelta(days=days)
    invitation = Invitation(**asked.model_dump(), orgnr=orgnr, invited_by=by, token_hash=hashed(token), expires_at=ends)
    return InvitationCreated.of(invitations.add(invitation), token=token)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Who accepts an invitation: somebody who proved to have an account, or somebody new with a hashed password."""

    asked: AcceptanceCreate
    token_hash: str
    person_id: UUID | None
    password_hash: str


def prove_acceptance(database: Database, settings: AuthSettings, asked: AcceptanceCreate, *, source: str) -> Proof:
    """The slow part of accepting, before the transaction. Raises InvitationNotOpen, WrongPassword, TooManyGuesses."""
    token_hash = hashed(asked.token)
    with database.read() as session:
        invitation = Invitations(session).find_open(token_hash, at=clock.now())
        person = People(session).find_by_email(invitation.email) if invitation else None
    if invitation is None:
        raise InvitationNotOpen()
    if person is None:
        return Proof(asked=asked, token_hash=token_hash, person_id=None, password_hash=hash_password(asked.password))
    proven = prove_password(database, settings, email=invitation.email, password=asked.password, source=source)
    return Proof(asked=asked, token_hash=token_hash, person_id=proven.id, password_hash=proven.password_hash)


def accept_invitation(session: Session, proof: Proof) -> AcceptanceRead:
    """Use the invitation up and make the member. Raises InvitationNotOpen for all but the first who accept it."""
    invitations, people = Invitations(session), People(session)
    if not invitations.use(proof.token_hash, at=clock.now()):
        raise InvitationNotOpen()
    invitation = invitations.get_by_hash(proof.token_hash)
    person = people.get(proof.person_id) if proof.person_id else _new_person(people, invitation, proof)
    membership = grant_membership(people, person.id, orgnr=invitation.orgnr, role=invitation.role)
    return AcceptanceRead.of(person, membership)


def _new_person(people: People, invitation: Invitation, proof: Proof) -> Person:
    """Raises Busy where the account was made a moment ago: tried again, its password is asked for."""
    asked = proof.asked
    person = Person(email=invitation.email, name=asked.name, language=asked.language, password_hash=proof.password_hash)
    return people.add(person, unless=Busy())


def grant_membership(people: People, person_id: UUID, *, orgnr: str, role: str) -> Membership:
    """Make somebody a member, or raise the role of one who is; nothing is ever taken away by an invitation."""
    held = people.find_membership(person_id, orgnr)
    if held is None:
        held = Membership(person_id=person_id, orgnr=orgnr, role=role)
    elif (raised := higher(held.role, role)) != held.role:
        held.role, held.version = raised, held.version + 1
    else:
        return held
    people.add_membership(held)
    _tell(people.session, "granted", held, roles=effective(held.role))
    return held


def end_membership(people: People, membership: Membership) -> MemberRead:
    """The person no longer acts for the body: no new tokens, and the other services are told."""
    membership.ended_at, membership.version = clock.now(), membership.version + 1
    people.flush()
    end_sessions_of(
        Sessions(people.session), membership.person_id, orgnr=membership.orgnr, reason=EndReason.MEMBERSHIP_ENDED
    )
    _tell(people.session, "ended", membership)
    return MemberRead.of(membership, people.get(membership.person_id))


def show_members(people: People, found: Found[Membership]) -> list[MemberRead]:
    known = people.by_id([membership.person_id for membership in found.items])
    return [MemberRead.of(membership, known[membership.person_id]) for membership in found.items]


def update_me(people: People, person: Person, asked: MeUpdate) -> Person:
    person.language, person.version = asked.language, person.version + 1
    people.flush()
    return person


def _tell(session: Session, what: str, membership: Membership, **codes: object) -> None:
    event = Event(
        type=f"membership.{what}",
        subject=membership.id,
        version=membership.version,
        orgs=[membership.orgnr],
        persons=[membership.person_id],
        codes={"role": str(Role(membership.role)), **codes},
    )
    record_event(session, event)
