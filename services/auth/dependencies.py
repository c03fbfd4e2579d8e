"""What auth's routes are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from services.auth.access import relations
from services.auth.models import Client, Invitation, Membership, Person
from services.auth.repository import Clients, Invitations, Organisations, People
from services.auth.schemas import AcceptanceCreate
from services.auth.service.members import Proof, prove_acceptance
from services.auth.service.signing import OwnKeys
from services.auth.settings import AuthSettings
from services.kit.access import Caller, Permit, caller_for
from services.kit.answer import ExpectedVersion, refuse_stale
from services.kit.database import Database
from services.kit.errors import NotFound
from services.kit.session import ReadSession, WriteSession, database_of
from services.kit.text import Orgnr

Coordinator = Annotated[Caller, Depends(caller_for("create_invitation", "create_client"))]
HomeReader = Annotated[Caller, Depends(caller_for("list_members", "read_invitation", "read_client", "list_clients"))]
HomeCoordinator = Annotated[Caller, Depends(caller_for("end_membership", "remove_client"))]
Myself = Annotated[Caller, Depends(caller_for("read_me", "update_me"))]
Sibling = Annotated[Caller, Depends(caller_for("read_contact"))]


def organisations(session: ReadSession) -> Organisations:
    return Organisations(session)


def people_to_read(session: ReadSession) -> People:
    return People(session)


def people_to_change(session: WriteSession) -> People:
    return People(session)


def new_invitations(session: WriteSession) -> Invitations:
    return Invitations(session)


def clients_to_read(session: ReadSession) -> Clients:
    return Clients(session)


def new_clients(session: WriteSession) -> Clients:
    return Clients(session)


def settings_of(request: Request) -> AuthSettings:
    settings: AuthSettings = request.app.state.settings
    return settings


def own_keys(request: Request) -> OwnKeys:
    keys: OwnKeys = request.app.state.own_keys
    return keys


def source_of(request: Request) -> str:
    """The network address a request came from; behind the proxy as uvicorn reads it from X-Forwarded-For."""
    return request.client.host if request.client else "unknown"


OwnDatabase = Annotated[Database, Depends(database_of)]
Settings = Annotated[AuthSettings, Depends(settings_of)]
Keys = Annotated[OwnKeys, Depends(own_keys)]
Source = Annotated[str, Depends(source_of)]
KnownOrganisations = Annotated[Organisations, Depends(organisations)]
ReadPeople = Annotated[People, Depends(people_to_read)]
ChangedPeople = Annotated[People, Depends(people_to_change)]
NewInvitations = Annotated[Invitations, Depends(new_invitations)]
ReadClients = Annotated[Clients, Depends(clients_to_read)]
NewClients = Annotated[Clients, Depends(new_clients)]


def own_orgnr(orgnr: Orgnr, permit: Permit) -> str:
    """The caller's own body. Raises NotFound for any other, whether it exists or not."""
    permit.on(relations(permit.caller, orgnr))
    return orgnr


def current_membership(membership_id: UUID, permit: Permit, people: ChangedPeople) -> Membership:
    """A member of the caller's own body, locked. Raises NotFound."""
    membership = people.get_membership_locked(membership_id)
    permit.on(relations(permit.caller, membership.orgnr))
    return membership


def current_invitation(invitation_id: UUID, permit: Permit, session: ReadSession) -> Invitation:
    """An invitation of the caller's own body. Raises NotFound."""
    invitation = Invitations(session).get(invitation_id)
    permit.on(relations(permit.caller, invitation.orgnr))
    return invitation


def current_client(client_key: UUID, permit: Permit, clients: ReadClients) -> Client:
    """A client of the caller's own body. Raises NotFound."""
    client = clients.get(client_key)
    permit.on(relations(permit.caller, client.orgnr))
    return client


def client_to_remove(client_key: UUID, permit: Permit, clients: NewClients) -> Client:
    """A client of the caller's own body, locked. Raises NotFound."""
    client = clients.get_locked(client_key)
    permit.on(relations(permit.caller, client.orgnr))
    return client


def me(caller: Myself, people: ReadPeople) -> Person:
    return people.get(_person_id(caller))


def unchanged_me(caller: Myself, people: ChangedPeople, expected: ExpectedVersion) -> Person:
    """The caller, where the account is still the version that If-Match names."""
    person = people.get_locked(_person_id(caller))
    refuse_stale(expected, person.version)
    return person


def known_person(person_id: UUID, people: ReadPeople) -> Person:
    """Whoever a sibling service asks for."""
    return people.get(person_id)


def proven_acceptance(asked: AcceptanceCreate, database: OwnDatabase, settings: Settings, source: Source) -> Proof:
    """Who accepts, found out before the request's transaction begins: hashing is slow on purpose."""
    return prove_acceptance(database, settings, asked, source=source)


def _person_id(caller: Caller) -> UUID:
    try:
        return UUID(caller.sub)
    except ValueError:
        raise NotFound() from None


OwnOrgnr = Annotated[str, Depends(own_orgnr)]
CurrentMembership = Annotated[Membership, Depends(current_membership)]
CurrentInvitation = Annotated[Invitation, Depends(current_invitation)]
CurrentClient = Annotated[Client, Depends(current_client)]
RemovedClient = Annotated[Client, Depends(client_to_remove)]
Me = Annotated[Person, Depends(me)]
UnchangedMe = Annotated[Person, Depends(unchanged_me)]
KnownPerson = Annotated[Person, Depends(known_person)]
ProvenAcceptance = Annotated[Proof, Depends(proven_acceptance)]
