"""Links identities at issuers to accounts here. A proven link decides whose account it is, never an e-mail address."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.accounts.acceptance import grant_invited_membership
from services.auth.addresses.service import add_proven_address
from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.bodies.repository import Organisations
from services.auth.federation.errors import AccountExists, AlreadyLinked
from services.auth.federation.identity import FederatedIdentity
from services.auth.identities.models import Identity
from services.auth.identities.repository import Identities
from services.auth.invitations.errors import InvitationNotOpen
from services.auth.invitations.models import Invitation
from services.auth.invitations.repository import Invitations
from services.auth.invitations.service import use_invitation
from services.auth.members.service import grant_membership
from services.auth.people.models import Person
from services.auth.people.repository import People
from services.kit import clock, context
from services.kit.errors import Busy
from services.kit.ids import hashed
from services.scheme.roles import Role


def find_person(session: Session, identity: FederatedIdentity) -> UUID | None:
    """The person whose account is linked to the identity."""
    linked = Identities(session).find(issuer=identity.issuer, subject=identity.subject)
    return None if linked is None else linked.person_id


def link_identity(session: Session, identity: FederatedIdentity, person_id: UUID) -> None:
    """Link the identity to the account of a person who has proven both. Raises AlreadyLinked; Busy in a race."""
    owner = find_person(session, identity)
    if owner is not None and owner != person_id:
        raise AlreadyLinked()
    if owner is not None:
        return
    identity_row = Identity(issuer=identity.issuer, subject=identity.subject, person_id=person_id)
    Identities(session).add(identity_row, unless=Busy())
    record_audit(session, Action.ACCOUNT_LINKED, Actor(sub=str(person_id)), about=("identity", identity_row.id))


def provision(session: Session, identity: FederatedIdentity) -> UUID | None:
    """Make the person an employee of the bodies that the issuer vouches for. None where no account can be made.

    Representing a body at the issuer gives no role but `employee` here. It does not restore a membership that has
    ended: a former member is invited by the body's coordinator.
    """
    bodies = [orgnr for orgnr in identity.bodies if Organisations(session).is_joined(orgnr)]
    person_id = find_person(session, identity)
    if person_id is None:
        person_id = _new_account(session, identity, identity.email) if bodies else None
    if person_id is None:
        return None
    for orgnr in bodies if _is_enabled(session, person_id) else []:
        if not _was_member(session, person_id, orgnr):
            grant_membership(People(session), person_id, orgnr=orgnr, role=Role.EMPLOYEE)
    return person_id


def accept_invitation(session: Session, identity: FederatedIdentity, *, token: str, name: str) -> UUID:
    """Use up an invitation for the person of the identity, or for a new account without a password.

    A mailed invitation proves its address, which becomes one of the person's. Raises InvitationNotOpen, also for a body
    that the issuer does not vouch for. Raises AccountExists where the invited address has another account: an
    invitation is for its holder, who links the identity by password first.
    """
    person_id = find_person(session, identity)
    if person_id is not None and not _is_enabled(session, person_id):
        raise InvitationNotOpen()
    invitation = _use_invitation(session, identity, token)
    holder = People(session).find_by_email(invitation.email)
    if holder is not None and holder.id != person_id:
        raise AccountExists()
    if person_id is not None and invitation.mailed:
        person = People(session).get_locked(person_id)
        add_proven_address(People(session), person, invitation.email, by=Actor(sub=str(person_id)))
    if person_id is None:
        proven_at = clock.now() if invitation.mailed else None
        person_id = _new_account(session, identity, invitation.email, name=name, email_proven_at=proven_at)
    if person_id is None:
        raise AccountExists()
    grant_invited_membership(session, invitation, person_id, by=Actor(sub=str(person_id)))
    return person_id


def _was_member(session: Session, person_id: UUID, orgnr: str) -> bool:
    """True for a present or former member of the body, or of one whose place it has taken."""
    bodies = [orgnr, *Organisations(session).list_predecessors(orgnr)]
    return any(People(session).was_member(person_id, body) for body in bodies)


def _is_enabled(session: Session, person_id: UUID) -> bool:
    """False for a disabled person."""
    return People(session).get(person_id).disabled_at is None


def _use_invitation(session: Session, identity: FederatedIdentity, token: str) -> Invitation:
    invitation = Invitations(session).find_open(hashed(token), at=clock.now())
    if invitation is None or invitation.orgnr not in identity.bodies:
        raise InvitationNotOpen()
    return use_invitation(session, invitation.token_hash)


def _new_account(
    session: Session,
    identity: FederatedIdentity,
    email: str | None,
    *,
    name: str | None = None,
    email_proven_at: datetime | None = None,
) -> UUID | None:
    """A new account without a password; None without a name or an address, or where the address has an account.

    An issuer cannot prove who owns an address. Only a mailed invitation does (decision record 0015).
    """
    people, name = People(session), name or identity.name
    if name is None or email is None or people.find_by_email(email) is not None:
        return None
    language = str(context.current().language)
    person = Person(email=email, name=name, language=language, password_hash=None)
    people.add(person, unless=Busy(), proven_at=email_proven_at)
    link_identity(session, identity, person.id)
    return person.id
