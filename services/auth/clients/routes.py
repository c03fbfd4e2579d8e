"""OAuth clients of public bodies, and one's own consents, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.auth.clients import service
from services.auth.clients.consents import show_consents, withdraw_consent
from services.auth.clients.dependencies import (
    ChangedClient,
    ChangedConsents,
    ConsentGiver,
    Coordinator,
    CurrentClient,
    HomeCoordinator,
    HomeReader,
    MyConsent,
    MyConsentsPage,
    NewClients,
    ReadClients,
    ReadConsents,
)
from services.auth.clients.errors import KeyTaken, TooManyKeys, WrongAuthMethod
from services.auth.clients.key_schemas import Kid, PublicKeyCreate
from services.auth.clients.schemas import ClientCreate, ClientCreated, ClientRead, ConsentRead, SecretCreate
from services.auth.keys.schemas import JwksRead
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams

Compromised = Annotated[bool, Query(description="Whether the key has leaked: the system's tokens end too")]

router = APIRouter(tags=["clients"])


@router.post("/v1/clients", status_code=201, responses=problems(PersonRequired))
def create_client(
    caller: Coordinator, clients: NewClients, asked: ClientCreate, response: CurrentResponse
) -> ClientCreated:
    """Register a system of your own body, such as its HR system, or an app for its people.

    With `client_secret_basic`, `secret` is shown this once. With `private_key_jwt` you make the keys and register
    only their public parts, in `jwks` or afterwards: nothing secret is ever sent. By either the system gets tokens
    with `client_credentials`, by its keys with the JWT-bearer grant as well. It may read and prepare in its role;
    what is endorsed, decided or signed takes a person.

    With `none` it is an app: nothing secret, no role, and `redirect_uris` that have to be met exactly. People log in
    with it by code and PKCE, those who act for your body only, and are asked once what they let it do.
    """
    return response.created(service.create_client(clients, asked, by=caller))


@router.get("/v1/clients", responses=problems(NotPermitted, InvalidCursor))
def list_clients(
    caller: HomeReader, clients: ReadClients, page: PageParams, response: CurrentResponse
) -> Listed[ClientRead]:
    """List the systems and apps of your own body."""
    found = clients.list_of(caller.org or "", paging=page)
    return response.page(found, ClientRead, [ClientRead.of(client) for client in found.items])


@router.get("/v1/clients/{client_key}", responses=problems(NotPermitted, NotFound))
def read_client(caller: HomeReader, client: CurrentClient, response: CurrentResponse) -> ClientRead:
    """Read one system or app of your own body."""
    return response.versioned(ClientRead.of(client))


@router.delete("/v1/clients/{client_key}", responses=problems(PersonRequired, NotFound))
def remove_client(
    caller: HomeCoordinator, client: ChangedClient, clients: NewClients, response: CurrentResponse
) -> ClientRead:
    """Remove a system of your own body, as when its secret has leaked, or an app. It gets no more tokens.

    Tokens already issued are refused everywhere within seconds; logins through an app end.
    """
    return response.versioned(service.remove_client(clients, client, by=caller))


@router.post(
    "/v1/clients/{client_key}/secret",
    status_code=201,
    responses=problems(PersonRequired, NotFound, WrongAuthMethod),
)
def renew_client_secret(
    caller: HomeCoordinator, client: ChangedClient, clients: NewClients, asked: SecretCreate, response: CurrentResponse
) -> ClientCreated:
    """Give a system of your own body a new secret, shown this once.

    The old one goes on working for `overlap_hours`, so that there is time to put the new one in place; with 0, as
    when the old one has leaked, it ends at once, and the system's tokens are refused everywhere within seconds. Of
    several renewals within that time only the two latest work.
    """
    return response.created(service.renew_secret(clients, client, asked, by=caller))


@router.get("/v1/clients/{client_key}/keys", responses=problems(NotPermitted, NotFound))
def list_client_keys(caller: HomeReader, client: CurrentClient) -> JwksRead:
    """List the public keys of a system of your own body, as a JWK set (RFC 7517)."""
    return service.show_keys(client)


@router.post(
    "/v1/clients/{client_key}/keys",
    status_code=201,
    responses=problems(PersonRequired, NotFound, KeyTaken, TooManyKeys, WrongAuthMethod),
)
def add_client_key(
    caller: HomeCoordinator,
    client: ChangedClient,
    clients: NewClients,
    asked: PublicKeyCreate,
    response: CurrentResponse,
) -> ClientRead:
    """Add a public key to a system of your own body: an RSA key of 2048 bits or more as a JWK, with a `kid`.

    Its keys work side by side. To change key without a gap, add the new one, let the system use it, remove the old.
    """
    return response.created(service.add_key(clients, client, asked, by=caller))


@router.delete("/v1/clients/{client_key}/keys/{kid}", responses=problems(PersonRequired, NotFound))
def remove_client_key(
    *,
    caller: HomeCoordinator,
    client: ChangedClient,
    kid: Kid,
    clients: NewClients,
    compromised: Compromised = False,
    response: CurrentResponse,
) -> ClientRead:
    """Remove a public key from a system of your own body: what is signed with it is refused from now on.

    Tokens that the system has go on until they run out. Where the key has leaked, say `compromised=true`: then they
    are refused everywhere within seconds, and the system asks for another with one of its other keys.
    """
    return response.versioned(service.remove_key(clients, client, kid, compromised=compromised, by=caller))


consents_router = APIRouter(tags=["sessions"])


@consents_router.get("/v1/me/consents", responses=problems(NotPermitted, PersonRequired, InvalidCursor))
def list_my_consents(
    caller: ConsentGiver, page: MyConsentsPage, consents: ReadConsents, response: CurrentResponse
) -> Listed[ConsentRead]:
    """List the apps that you said yes to, and what each may do for you, the latest yes first."""
    return response.page(page, ConsentRead, show_consents(consents.session, page))


@consents_router.delete("/v1/me/consents/{consent_id}", responses=problems(NotPermitted, PersonRequired, NotFound))
def withdraw_my_consent(
    caller: ConsentGiver, consent: MyConsent, consents: ChangedConsents, response: CurrentResponse
) -> ConsentRead:
    """Take back your yes to an app: your logins through it end, and the next one asks you anew.

    Tokens that the app has for you are refused everywhere within seconds.
    """
    return response.versioned(withdraw_consent(consents, consent, by=caller))
