"""API clients of public bodies, over HTTP."""

from fastapi import APIRouter

from services.auth.dependencies import (
    Coordinator,
    CurrentClient,
    HomeCoordinator,
    HomeReader,
    NewClients,
    ReadClients,
    RemovedClient,
)
from services.auth.schemas import ClientCreate, ClientCreated, ClientRead
from services.auth.service import clients as service
from services.kit.answer import Answering, AskedPage
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired
from services.kit.pagination import Listed
from services.kit.problems import problems

router = APIRouter(tags=["clients"])


@router.post("/v1/clients", status_code=201, responses=problems(PersonRequired))
def create_client(caller: Coordinator, clients: NewClients, asked: ClientCreate, answer: Answering) -> ClientCreated:
    """Register a system of your own body, such as its HR system.

    `secret` is shown this once. With it the system gets tokens by `client_credentials`. It may read and prepare in
    its role; what is endorsed, decided or signed takes a person.
    """
    return answer.created(service.create_client(clients, asked, orgnr=caller.org or ""))


@router.get("/v1/clients", responses=problems(NotPermitted, InvalidCursor))
def list_clients(caller: HomeReader, clients: ReadClients, page: AskedPage, answer: Answering) -> Listed[ClientRead]:
    """List the systems of your own body."""
    found = clients.list_of(caller.org or "", paging=page)
    return answer.page(found, ClientRead, [ClientRead.of(client) for client in found.items])


@router.get("/v1/clients/{client_key}", responses=problems(NotPermitted, NotFound))
def read_client(caller: HomeReader, client: CurrentClient, answer: Answering) -> ClientRead:
    """Read one system of your own body."""
    return answer.versioned(ClientRead.of(client))


@router.delete("/v1/clients/{client_key}", responses=problems(PersonRequired, NotFound))
def remove_client(caller: HomeCoordinator, client: RemovedClient, clients: NewClients, answer: Answering) -> ClientRead:
    """Remove a system of your own body, as when its secret has leaked. It gets no more tokens.

    Tokens already issued run out within ten minutes.
    """
    return answer.versioned(service.remove_client(clients, client))
