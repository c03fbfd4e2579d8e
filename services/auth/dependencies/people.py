"""People, memberships and invitations, as routes are given them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from services.auth.access import relations
from services.auth.dependencies.base import OwnDatabase, Settings, Source
from services.auth.dependencies.callers import IdentityReader, Myself
from services.auth.dependencies.organisations import CallersOrgnr
from services.auth.models import Invitation, Membership, Person
from services.auth.repository import Invitations, Organisations, People
from services.auth.schemas import AcceptanceCreate
from services.auth.service.invitations import Proof, prove_acceptance
from services.kit import clock
from services.kit.access import Caller, Permit
from services.kit.answer import AskedPage, ExpectedVersion, refuse_stale
from services.kit.errors import NotFound
from services.kit.pagination import Found
from services.kit.session import ReadSession, WriteSession


async def people_to_read(session: ReadSession) -> People:
    return People(session)


async def people_to_change(session: WriteSession) -> People:
    return People(session)


async def new_invitations(session: WriteSession) -> Invitations:
    return Invitations(session)


ReadPeople = Annotated[People, Depends(people_to_read)]


ChangedPeople = Annotated[People, Depends(people_to_change)]


OpenOnly = Annotated[bool, Query(alias="open", description="Only those that can still be accepted")]


NewInvitations = Annotated[Invitations, Depends(new_invitations)]


def shown_membership(membership_id: UUID, permit: Permit, people: ReadPeople) -> Membership:
    """A member of the caller's own body. Raises NotFound."""
    membership = people.get_membership(membership_id)
    permit.on(relations(permit.caller, membership.orgnr))
    return membership


def current_membership(membership_id: UUID, permit: Permit, people: ChangedPeople) -> Membership:
    """A member of the caller's own body, locked after the body itself. Raises NotFound."""
    permit.on(relations(permit.caller, people.get_membership(membership_id).orgnr))
    Organisations(people.session).get_locked(permit.caller.org or "")
    return people.get_membership_locked(membership_id)


def unchanged_membership(
    membership: Annotated[Membership, Depends(current_membership)], expected: ExpectedVersion
) -> Membership:
    """The same, where it is still the version that If-Match names."""
    refuse_stale(expected, membership.version)
    return membership


def own_membership(caller: Myself, people: ChangedPeople) -> Membership:
    """The caller's place in the body acted for, locked after the body itself. Raises NotFound."""
    orgnr = caller.org or ""
    Organisations(people.session).get_locked(orgnr)
    membership = people.find_membership(person_id_of(caller), orgnr)
    if membership is None:
        raise NotFound()
    return membership


def current_invitation_locked(invitation_id: UUID, permit: Permit, invitations: NewInvitations) -> Invitation:
    """An invitation of the caller's own body, locked. Raises NotFound."""
    invitation = invitations.get_locked(invitation_id)
    permit.on(relations(permit.caller, invitation.orgnr))
    return invitation


def current_invitation(invitation_id: UUID, permit: Permit, session: ReadSession) -> Invitation:
    """An invitation of the caller's own body. Raises NotFound."""
    invitation = Invitations(session).get(invitation_id)
    permit.on(relations(permit.caller, invitation.orgnr))
    return invitation


def bodys_invitations(
    orgnr: CallersOrgnr, session: ReadSession, paging: AskedPage, open_only: OpenOnly = False
) -> Found[Invitation]:
    """A page of those of the caller's own body."""
    return Invitations(session).list_of(orgnr, open_at=clock.now() if open_only else None, paging=paging)


def me(caller: Myself, people: ReadPeople) -> Person:
    return people.get(person_id_of(caller))


def identified(caller: IdentityReader, people: ReadPeople) -> Person:
    """Who logged in at the client that asks."""
    return people.get(person_id_of(caller))


def unchanged_me(caller: Myself, people: ChangedPeople, expected: ExpectedVersion) -> Person:
    """The caller, where the account is still the version that If-Match names."""
    person = people.get_locked(person_id_of(caller))
    refuse_stale(expected, person.version)
    return person


def known_person(person_id: UUID, people: ReadPeople) -> Person:
    """Whoever a sibling service asks for."""
    return people.get(person_id)


def changed_person(person_id: UUID, people: ChangedPeople) -> Person:
    """Whoever an administrator acts on, locked. Raises NotFound."""
    return people.get_locked(person_id)


def proven_acceptance(asked: AcceptanceCreate, database: OwnDatabase, settings: Settings, source: Source) -> Proof:
    """Who accepts, found out before the request's transaction begins: hashing is slow on purpose."""
    return prove_acceptance(database, settings, asked, source=source)


def person_id_of(caller: Caller) -> UUID:
    """Raises NotFound for a token of somebody who cannot be one of our people."""
    try:
        return UUID(caller.sub)
    except ValueError:
        raise NotFound() from None


ShownMembership = Annotated[Membership, Depends(shown_membership)]
UnchangedMembership = Annotated[Membership, Depends(unchanged_membership)]
OwnMembership = Annotated[Membership, Depends(own_membership)]
WithdrawnInvitation = Annotated[Invitation, Depends(current_invitation_locked)]
CurrentMembership = Annotated[Membership, Depends(current_membership)]


CurrentInvitation = Annotated[Invitation, Depends(current_invitation)]


InvitationsPage = Annotated[Found[Invitation], Depends(bodys_invitations)]


Identified = Annotated[Person, Depends(identified)]


Me = Annotated[Person, Depends(me)]


UnchangedMe = Annotated[Person, Depends(unchanged_me)]


ChangedPerson = Annotated[Person, Depends(changed_person)]


KnownPerson = Annotated[Person, Depends(known_person)]


ProvenAcceptance = Annotated[Proof, Depends(proven_acceptance)]
