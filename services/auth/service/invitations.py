"""How people are invited into a body, and accept.

An invitation is mailed, which proves the address of whoever accepts it, or handed over by the coordinator, which
proves nothing: then the coordinator vouches for a member of that body, and the address stays open to its owner.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.orm import Session

from services.auth.domain import Purpose, hashed
from services.auth.domain.passwords import words_of
from services.auth.errors import HasCoordinator, InvitationNotOpen
from services.auth.models import Action, Invitation, Membership, Person
from services.auth.repository import Invitations, Letters, Organisations, People
from services.auth.schemas import AcceptanceCreate, AcceptanceRead, InvitationCreate, InvitationCreated, InvitationRead
from services.auth.service.audit import NOBODY, OPERATOR, Actor, record_audit
from services.auth.service.letters import order_given_letter
from services.auth.service.members import grant_membership, refuse_former, refuse_substitute, retire_account
from services.auth.service.passwords import Attempt, hash_new_password, prove_password
from services.auth.service.pending import take_invitation_back
from services.auth.service.roles import end_authority
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access import Caller, Role
from services.kit.database import Database
from services.kit.errors import Busy, Invalid, NotFound
from services.kit.ids import new_secret
from services.kit.language import Language


def bootstrap_coordinator(
    session: Session,
    orgnr: str,
    email: str,
    *,
    settings: AuthSettings,
    language: Language = Language.NB,
    hand_over: bool = True,
) -> InvitationCreated:
    """Invite a body's first coordinator, by mail or with a `token` that is shown this once.

    Raises NotFound for a body that is not of the scheme, HasCoordinator where it has one, Invalid for the address.
    """
    body = Organisations(session).get(orgnr)
    if Organisations(session).coordinated([body.orgnr]):
        raise HasCoordinator()
    try:
        asked = InvitationCreate(email=email, role="coordinator", language=language, hand_over=hand_over)
    except ValidationError:
        raise Invalid(("/email", "wrong_form")) from None
    return invite(Invitations(session), asked, orgnr=body.orgnr, by=OPERATOR, settings=settings)


def invite(
    invitations: Invitations,
    asked: InvitationCreate,
    *,
    orgnr: str,
    by: Caller | Actor,
    settings: AuthSettings,
    until: date | None = None,
) -> InvitationCreated:
    """Make a single-use invitation; only the hash of its token is kept. `until`: the last day of a substitute.

    Raises NotPermitted for whoever is coordinator no more, and a substitute who would make one; TooManyLetters.
    """
    refuse_former(People(invitations.session), by)
    if Role(asked.role) is Role.COORDINATOR:
        refuse_substitute(People(invitations.session), by)
    ends = clock.now() + timedelta(days=settings.invitation_days)
    ends = min(ends, clock.end_of(until)) if until else ends
    token = new_secret() if asked.hand_over else _mail(invitations.session, asked, settings, orgnr=orgnr, ends=ends)
    invitation = Invitation(
        **asked.model_dump(exclude={"hand_over"}),
        orgnr=orgnr,
        invited_by=by.sub,
        mailed=not asked.hand_over,
        until=until,
        token_hash=hashed(token),
        expires_at=ends,
    )
    invitations.add(invitation)
    about = ("invitation", invitation.id)
    record_audit(invitations.session, Action.INVITATION_CREATED, by, about=about, orgnr=orgnr)
    return InvitationCreated.of(invitation, token=token if asked.hand_over else None)


def _mail(session: Session, asked: InvitationCreate, settings: AuthSettings, *, orgnr: str, ends: datetime) -> str:
    to = {"email": asked.email, "language": asked.language}
    return order_given_letter(session, settings, Purpose.INVITATION, **to, orgnr=orgnr, expires_at=ends)


def withdraw_invitation(session: Session, invitation: Invitation, *, by: Caller) -> InvitationRead:
    take_invitation_back(session, invitation, by=by)
    return InvitationRead.of(invitation)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Who accepts: somebody who proved to have an account, or somebody new with a hashed password."""

    asked: AcceptanceCreate
    token_hash: str
    person_id: UUID | None
    password_hash: str | None


def prove_acceptance(database: Database, settings: AuthSettings, asked: AcceptanceCreate, *, source: str) -> Proof:
    """The slow part of accepting, before the transaction. Raises InvitationNotOpen, WrongPassword, TooManyGuesses."""
    token_hash = hashed(asked.token)
    with database.read() as session:
        invitation = Invitations(session).find_open(token_hash, at=clock.now())
        person = People(session).find_by_email(invitation.email) if invitation else None
    if invitation is None:
        raise InvitationNotOpen()
    return prove_owner(
        database, settings, asked, email=invitation.email, person=person, mailed=invitation.mailed, source=source
    )


def prove_owner(
    database: Database,
    settings: AuthSettings,
    asked: AcceptanceCreate,
    *,
    email: str,
    person: Person | None,
    mailed: bool,
    source: str,
) -> Proof:
    """Who the owner of an address is: the holder of its account, by password, or somebody new.

    Who holds a mailed link is the owner, so an account whose holder never proved the address gives way where asked.
    Raises WrongPassword, TooManyGuesses.
    """
    token_hash = hashed(asked.token)
    if person is None or (asked.new_account and mailed and gives_way(person)):
        return Proof(asked=asked, token_hash=token_hash, person_id=None, password_hash=_chosen(asked, email))
    proven = prove_password(database, settings, Attempt(email=email, password=asked.password, source=source))
    return Proof(asked=asked, token_hash=token_hash, person_id=proven.id, password_hash=proven.password_hash)


def _chosen(asked: AcceptanceCreate, email: str) -> str:
    return hash_new_password(asked.password, words=words_of(email, asked.name))


def accept_invitation(session: Session, proof: Proof) -> AcceptanceRead:
    """Use the invitation up and make the member. Raises InvitationNotOpen for all but the first who accept it."""
    invitation = use_invitation(session, proof.token_hash)
    person = settle_account(People(session), proof, email=invitation.email, mailed=invitation.mailed)
    return AcceptanceRead.of(person, let_in(session, invitation, person.id, by=Actor(sub=str(person.id))))


def join_organisation(session: Session, token: str, *, by: Caller) -> AcceptanceRead:
    """Use an invitation up as whoever is logged in, which takes no password.

    Raises InvitationNotOpen, and NotFound where it is for another address than the caller proved to own. A link that
    was mailed proves it.
    """
    people, invitation = People(session), Invitations(session).find_open(hashed(token), at=clock.now())
    if invitation is None:
        raise InvitationNotOpen()
    person = people.find_by_email(invitation.email)
    if person is None or str(person.id) != by.sub or not (person.email_proven_at or invitation.mailed):
        raise NotFound()
    use_invitation(session, invitation.token_hash)
    _prove_address(people, person := people.get_locked(person.id), mailed=invitation.mailed)
    return AcceptanceRead.of(person, let_in(session, invitation, person.id, by=by))


def use_invitation(session: Session, token_hash: str) -> Invitation:
    """Use it up. Raises InvitationNotOpen for all but the first."""
    invitations = Invitations(session)
    if not invitations.use(token_hash, at=clock.now()):
        raise InvitationNotOpen()
    Letters(session).use(token_hash, at=clock.now())
    return invitations.get_by_hash(token_hash)


def let_in(session: Session, invitation: Invitation, person_id: UUID, *, by: Caller | Actor) -> Membership:
    """Give the person what an invitation was for that was used up."""
    membership = grant_membership(
        People(session), person_id, orgnr=invitation.orgnr, role=invitation.role, until=invitation.until
    )
    about = ("invitation", invitation.id)
    record_audit(session, Action.INVITATION_ACCEPTED, by, about=about, orgnr=invitation.orgnr)
    return membership


def settle_account(people: People, proof: Proof, *, email: str, mailed: bool) -> Person:
    """The account of whoever was proven, its address proven too where the link came by mail.

    Raises Busy where the account was made a moment ago: tried again, its password is asked for.
    """
    if proof.person_id is not None:
        _prove_address(people, person := people.get_locked(proof.person_id), mailed=mailed)
        return person
    _set_aside(people, email, asked=proof.asked.new_account and mailed)
    asked = proof.asked
    person = Person(
        email=email,
        email_proven_at=clock.now() if mailed else None,
        name=asked.name,
        language=asked.language,
        password_hash=proof.password_hash,
    )
    return people.add(person, unless=Busy())


def _prove_address(people: People, person: Person, *, mailed: bool) -> None:
    person.email_proven_at = person.email_proven_at or (clock.now() if mailed else None)
    people.flush()


def gives_way(person: Person) -> bool:
    """Whether the account was never proven to be its address's owner's; a disabled one is not got rid of so."""
    return person.email_proven_at is None and person.disabled_at is None


def _set_aside(people: People, email: str, *, asked: bool) -> None:
    """An account whose holder never proved the address gives way to who did just now."""
    held = people.find_by_email_locked(email) if asked else None
    if held is not None and gives_way(held):
        led = [one for one in people.list_memberships_locked(held.id) if one.role == Role.COORDINATOR]
        retire_account(people, held)
        for membership in led:
            end_authority(people, membership, by=NOBODY)
