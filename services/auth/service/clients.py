"""OAuth clients: those of public bodies, and our own."""

import hmac

from services.auth.domain import ClientKind, hashed
from services.auth.models import Client
from services.auth.repository import Clients
from services.auth.schemas import ClientCreate, ClientCreated, ClientRead
from services.kit.ids import new_id, new_secret


def create_client(clients: Clients, asked: ClientCreate, *, orgnr: str) -> ClientCreated:
    """Register a body's own system; only the hash of its secret is kept."""
    secret, key = new_secret(), new_id()
    client = Client(
        **asked.model_dump(),
        id=key,
        client_id=str(key),
        kind=ClientKind.AGENCY,
        secret_hash=hashed(secret),
        redirect_uris=[],
        orgnr=orgnr,
    )
    return ClientCreated.of(clients.add(client), secret=secret)


def remove_client(clients: Clients, client: Client) -> ClientRead:
    """The client gets no more tokens; its secret is of no use any more."""
    shown = ClientRead.of(client)
    clients.remove(client)
    return shown


def has_secret(client: Client, secret: str) -> bool:
    """Whether the secret is the client's. An empty one never is, whatever was registered."""
    return bool(secret) and client.secret_hash is not None and hmac.compare_digest(client.secret_hash, hashed(secret))
