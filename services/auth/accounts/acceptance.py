"""Accepts invitations: proves who accepts, opens their account where they have none, and makes them a member."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.access import person_id_of
from services.auth.accounts.schemas import AcceptanceCreate, AcceptanceRead
from services.auth.accounts.service import retire_account
from services.auth.addresses.service import add_proven_address, give_up_address, may_be_set_aside
from services.auth.audit.models import Action
from services.auth.audit.service import NOBODY, Actor, record_audit
from services.auth.credentials.domain import words_of
from services.auth.credentials.passwords import Attempt, hash_new_password, prove_password
from services.auth.invitations.errors import InvitationNotOpen
from services.auth.invitations.models import Invitation
from services.auth.invitations.repository import Invitations
from services.auth.invitations.service import use_invitation
from services.auth.members.service import grant_membership
from services.auth.people.models import Membership, Person
from services.auth.people.repository import People
from services.auth.roles.service import end_authority
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.database import Database
from services.kit.errors import Busy, NotFound
from services.kit.ids import hashed
from services.scheme.roles import Role


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Who accepts: the holder of an account, proven by password, or somebody new with a hashed password."""

    asked: AcceptanceCreate
    token_hash: str
    person_id: UUID | None
    password_hash: str | None


def prove_acceptance(database: Database, settings: AuthSettings, asked: AcceptanceCreate, *, source: str) -> Proof:
    """Find out who accepts: the slow part, before the transaction.

    Raises InvitationNotOpen, WrongPassword, TooManyGuesses.
    """
    token_hash = hashed(asked.token)
    with database.read() as session:
        invitation = Invitations(session).find_open(token_hash, at=clock.now())
    if invitation is None:
        raise InvitationNotOpen()
    return prove_owner(database, settings, asked, email=invitation.email, mailed=invitation.mailed, source=source)


def prove_owner(
    database: Database,
    settings: AuthSettings,
    asked: AcceptanceCreate,
    *,
    email: str,
    mailed: bool,
    source: str,
) -> Proof:
    """Find out who owns an address: the holder of its account, proven by password, or somebody new.

    Whoever holds a mailed link owns the address. Where they ask for a new account, one whose holder never proved the
    address is set aside. Raises WrongPassword, TooManyGuesses.
    """
    token_hash = hashed(asked.token)
    with database.read() as session:
        person = People(session).find_by_email(email)
        may_replace = person is not None and asked.new_account and mailed and may_be_set_aside(session, person, email)
    if person is None or may_replace:
        return Proof(asked=asked, token_hash=token_hash, person_id=None, password_hash=_hash_chosen(asked, email))
    proven = prove_password(database, settings, Attempt(email=email, password=asked.password, source=source))
    return Proof(asked=asked, token_hash=token_hash, person_id=proven.id, password_hash=proven.password_hash)


def _hash_chosen(asked: AcceptanceCreate, email: str) -> str:
    return hash_new_password(asked.password, words=words_of(email, asked.name))


def accept_invitation(session: Session, proof: Proof) -> AcceptanceRead:
    """Use the invitation up and make the member. Raises InvitationNotOpen for all but the first call."""
    invitation = use_invitation(session, proof.token_hash)
    person = find_or_open_account(People(session), proof, email=invitation.email, mailed=invitation.mailed)
    return AcceptanceRead.of(
        person, grant_invited_membership(session, invitation, person.id, by=Actor(sub=str(person.id)))
    )


def join_organisation(session: Session, token: str, *, by: Caller) -> AcceptanceRead:
    """Use an invitation up for the logged-in caller, without a password.

    A mailed invitation proves its address, which becomes one of the caller's. One that was handed over proves nothing:
    it has to be for an address that the caller has proven. Raises InvitationNotOpen, NotFound for another address,
    AddressInUse where a mailed one is for an address of another account.
    """
    people, invitation = People(session), Invitations(session).find_open(hashed(token), at=clock.now())
    if invitation is None:
        raise InvitationNotOpen()
    person = people.get_locked(person_id_of(by))
    holder = people.find_by_email(invitation.email)
    if not invitation.mailed and not (holder == person and people.is_proven(invitation.email)):
        raise NotFound()
    if invitation.mailed:
        add_proven_address(people, person, invitation.email, by=by)
    use_invitation(session, invitation.token_hash)
    return AcceptanceRead.of(person, grant_invited_membership(session, invitation, person.id, by=by))


def grant_invited_membership(
    session: Session, invitation: Invitation, person_id: UUID, *, by: Caller | Actor
) -> Membership:
    """Grant the membership that a used invitation was for."""
    membership = grant_membership(
        People(session), person_id, orgnr=invitation.orgnr, role=invitation.role, until=invitation.until
    )
    about = ("invitation", invitation.id)
    record_audit(session, Action.INVITATION_ACCEPTED, by, about=about, orgnr=invitation.orgnr)
    return membership


def find_or_open_account(people: People, proof: Proof, *, email: str, mailed: bool) -> Person:
    """Return the account of the proof, or open a new one. A mailed link proves its address too.

    Raises Busy where a concurrent call has opened the account: the retry asks for its password.
    """
    if proof.person_id is not None:
        if mailed:
            people.prove(email, at=clock.now())
        return people.get_locked(proof.person_id)
    set_aside_unproven(people, email, asked=proof.asked.new_account and mailed)
    asked = proof.asked
    person = Person(
        email=email,
        name=asked.name,
        language=asked.language,
        password_hash=proof.password_hash,
    )
    return people.add(person, unless=Busy(), proven_at=clock.now() if mailed else None)


def set_aside_unproven(people: People, email: str, *, asked: bool) -> None:
    """Retire an account whose holder never proved the address, in favour of the person who just has.

    One whose holder has proven another address stays, and loses only this one.
    """
    held = people.find_by_email_locked(email) if asked else None
    if held is None or not may_be_set_aside(people.session, held, email):
        return
    if not give_up_address(people, held, email):
        led = [one for one in people.list_memberships_locked(held.id) if one.role == Role.COORDINATOR]
        retire_account(people, held)
        for membership in led:
            end_authority(people, membership, by=NOBODY)
