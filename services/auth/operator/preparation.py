"""Fills an empty database with what auth needs to work: public bodies, our own clients, a signing key."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from services.auth.access import ACCOUNT_SCOPE, CONTACT_SCOPE, IDENTITY_SCOPES, NAME_SCOPE, SERVICE_SCOPES, USER_SCOPES
from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations
from services.auth.bodies.schemas import NewBody
from services.auth.clients.domain import DEVICE_CLIENT, LOOPBACK, AuthMethod, ClientKind
from services.auth.clients.key_schemas import JwksCreate
from services.auth.clients.models import Client
from services.auth.clients.repository import Clients
from services.auth.clients.service import stored_key
from services.auth.keys.service import ensure_key
from services.auth.proposals.service import emit_joined
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.ids import hashed
from services.scheme.services import SERVICES, WEB

_PERSONAL_DATA = {"notify": [CONTACT_SCOPE], "pool": [NAME_SCOPE]}
BODIES = Path(__file__).resolve().parents[1] / "data" / "organisations.csv"


def prepare(database: Database, settings: AuthSettings) -> None:
    """Load the public bodies, register our own clients, make the first signing key.

    Safe to repeat, and to run in several processes at once: each body is emitted once, and one key wins.
    Raises ValueError where the file of bodies is wrong.
    """
    with database.write() as session:
        load_bodies(Organisations(session), read_bodies())
        for client in own_clients(settings):
            Clients(session).keep(client)
    ensure_key(database, settings)


def read_bodies(path: Path = BODIES) -> list[NewBody]:
    """The file's bodies. Raises ValueError for a wrong (mod 11) or repeated organisation number, or a missing name."""
    with path.open(encoding="utf-8", newline="") as file:
        bodies = [NewBody.model_validate(row) for row in csv.DictReader(file)]
    repeated = [orgnr for orgnr, times in Counter(body.orgnr for body in bodies).items() if times > 1]
    if repeated:
        raise ValueError(f"{path.name} has {', '.join(repeated)} more than once")
    return bodies


def load_bodies(organisations: Organisations, bodies: list[NewBody]) -> None:
    """Add the missing bodies, and emit an event for each."""
    joined = clock.now()
    rows = [Organisation(**body.model_dump(), joined_at=joined).model_dump() for body in bodies]
    added = set(organisations.add_missing(rows))
    for body in bodies:
        if body.orgnr in added:
            emit_joined(organisations.session, organisations.get(body.orgnr))


def own_clients(settings: AuthSettings) -> Iterator[Client]:
    """The docs, the command line, the web application where it has a key, and a confidential client per sibling."""
    docs = [f"{settings.origin}/{service}/docs" for service in SERVICES]
    yield _public("docs", "API documentation", [f"{page}/oauth2-redirect" for page in docs], back_to=docs)
    yield _public("cli", "Command line", [LOOPBACK])
    yield _public(DEVICE_CLIENT, "Login elsewhere", [f"{settings.origin}/oauth/device/callback"])
    if settings.web_keys:
        yield _web(settings)
    for name, secret in settings.service_secrets.items():
        yield Client(
            client_id=name,
            kind=ClientKind.SERVICE,
            name=name,
            secret_hash=hashed(secret.get_secret_value()),
            scopes=[*SERVICE_SCOPES, *_PERSONAL_DATA.get(name, [])],
            redirect_uris=[],
        )


def _web(settings: AuthSettings) -> Client:
    """The web application: people log in with it, and it proves who it is by its key (RFC 7523 §2.2)."""
    keys = JwksCreate.model_validate(settings.web_keys).keys
    return Client(
        client_id=WEB,
        kind=ClientKind.SERVICE,
        name="Ressurspool",
        token_endpoint_auth_method=AuthMethod.KEY,
        public_keys={key.kid: stored_key(key) for key in keys},
        scopes=[*USER_SCOPES, ACCOUNT_SCOPE, *IDENTITY_SCOPES],
        redirect_uris=[f"{settings.origin}/web/callback"],
    )


def _public(client_id: str, name: str, redirect_uris: list[str], *, back_to: Sequence[str] = ()) -> Client:
    return Client(
        client_id=client_id,
        kind=ClientKind.PUBLIC,
        name=name,
        token_endpoint_auth_method=AuthMethod.NONE,
        scopes=[*USER_SCOPES, ACCOUNT_SCOPE, *IDENTITY_SCOPES],
        redirect_uris=redirect_uris,
        post_logout_redirect_uris=list(back_to),
    )
