"""API clients, as routes are given them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.access import relations
from services.auth.models import Client
from services.auth.repository import Clients
from services.kit.access import Permit
from services.kit.session import ReadSession, WriteSession


async def clients_to_read(session: ReadSession) -> Clients:
    return Clients(session)


async def new_clients(session: WriteSession) -> Clients:
    return Clients(session)


ReadClients = Annotated[Clients, Depends(clients_to_read)]


NewClients = Annotated[Clients, Depends(new_clients)]


def current_client(client_key: UUID, permit: Permit, clients: ReadClients) -> Client:
    """A client of the caller's own body. Raises NotFound."""
    client = clients.get(client_key)
    permit.on(relations(permit.caller, client.orgnr))
    return client


def client_to_change(client_key: UUID, permit: Permit, clients: NewClients) -> Client:
    """A client of the caller's own body, locked. Raises NotFound."""
    client = clients.get_locked(client_key)
    permit.on(relations(permit.caller, client.orgnr))
    return client


CurrentClient = Annotated[Client, Depends(current_client)]


ChangedClient = Annotated[Client, Depends(client_to_change)]
