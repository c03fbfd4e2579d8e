"""What the routes of clients and consents are given: the caller, the client or consent, the queries."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.access import person_id_of, relations
from services.auth.clients.models import Client, Consent
from services.auth.clients.repository import Clients, Consents
from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.data.pagination import Page
from services.kit.web.responses import PageParams
from services.kit.web.session import ReadSession, WriteSession

ConsentGiver = Annotated[Caller, Depends(caller_for("list_my_consents", "withdraw_my_consent"))]
Coordinator = Annotated[Caller, Depends(caller_for("create_client"))]
HomeCoordinator = Annotated[
    Caller, Depends(caller_for("remove_client", "renew_client_secret", "add_client_key", "remove_client_key"))
]
HomeReader = Annotated[Caller, Depends(caller_for("read_client", "list_clients", "list_client_keys"))]


async def clients_to_read(session: ReadSession) -> Clients:
    return Clients(session)


async def new_clients(session: WriteSession) -> Clients:
    return Clients(session)


ReadClients = Annotated[Clients, Depends(clients_to_read)]
NewClients = Annotated[Clients, Depends(new_clients)]


def current_client(client_key: UUID, grants: CurrentGrants, clients: ReadClients) -> Client:
    """Return a client of the caller's own body. Raises NotFound."""
    client = clients.get(client_key)
    grants.require(relations(grants.caller, client.orgnr))
    return client


def client_to_change(client_key: UUID, grants: CurrentGrants, clients: NewClients) -> Client:
    """Return a client of the caller's own body, locked. Raises NotFound."""
    client = clients.get_locked(client_key)
    grants.require(relations(grants.caller, client.orgnr))
    return client


CurrentClient = Annotated[Client, Depends(current_client)]
ChangedClient = Annotated[Client, Depends(client_to_change)]


async def consents_to_read(session: ReadSession) -> Consents:
    return Consents(session)


async def consents_to_change(session: WriteSession) -> Consents:
    return Consents(session)


ReadConsents = Annotated[Consents, Depends(consents_to_read)]
ChangedConsents = Annotated[Consents, Depends(consents_to_change)]


def my_consent(consent_id: UUID, caller: ConsentGiver, consents: ChangedConsents) -> Consent:
    """Return one of the caller's own consents, locked. Raises NotFound."""
    return consents.get_of_locked(person_id_of(caller), consent_id)


def my_consents(caller: ConsentGiver, consents: ReadConsents, paging: PageParams) -> Page[Consent]:
    """Return a page of the caller's own consents, the latest first."""
    return consents.list_of(person_id_of(caller), paging=paging)


MyConsent = Annotated[Consent, Depends(my_consent)]
MyConsentsPage = Annotated[Page[Consent], Depends(my_consents)]
