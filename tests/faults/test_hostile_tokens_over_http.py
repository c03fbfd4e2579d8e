"""Hostile tokens sent to all six services (I8): 401, never 2xx, never 5xx; the keys come from auth's own database."""

import asyncio
from collections.abc import Iterator, Mapping
from importlib import import_module
from random import Random

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from fastapi import FastAPI
from joserfc.jwk import RSAKey

from services.auth.keys.repository import SigningKeys
from services.auth.operator.preparation import prepare
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.scheme.services import SERVICES
from tests.support.api import Api, assert_problem
from tests.support.counts import Measured, count
from tests.support.databases import ENGINES, migrated_database
from tests.support.hostile_tokens import GOOD, HOSTILE
from tests.support.hostile_tokens.forger import Forger

PATH = "/v1/events"  # every service has it, and asks for a scope that the forger's good tokens have not

Apps = Mapping[str, FastAPI]


@pytest.fixture(scope="module", params=ENGINES)
def auth_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    with migrated_database(request.param, "auth") as url:
        database = Database(url, Table.metadata)
        prepare(database, AuthSettings())
        yield database
        database.close()


@pytest.fixture(scope="module")
def key(auth_database: Database) -> RSAKey:
    """auth's private key: these tokens are as good as a forger with the key itself could make them."""
    with auth_database.read() as session:
        (stored,) = SigningKeys(session).list_all()
    assert stored.private_pem is not None
    passphrase = AuthSettings().key_passphrase.get_secret_value()
    private = load_pem_private_key(stored.private_pem.encode(), passphrase.encode())
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return RSAKey.import_key(pem, {"kid": stored.kid})


@pytest.fixture(scope="module")
def apps(auth_database: Database) -> Apps:
    """auth, believing its own keys, and the five others, which ask it for them."""
    auth = import_module("services.auth.main").create_app(overrides=Overrides(database=auth_database))

    def publish(request: httpx.Request) -> httpx.Response:
        answer = Api(auth).get(request.url.path)
        return httpx.Response(answer.status_code, content=answer.content)

    client = httpx.Client(transport=httpx.MockTransport(publish))
    others = {
        name: import_module(f"services.{name}.main").create_app(overrides=Overrides(client=client))
        for name in SERVICES[1:]
    }
    return {"auth": auth, **others}


def forger_of(key: RSAKey, service: str) -> Forger:
    return Forger(key=key, kid=str(key.kid), service=service, random=Random(8))


def statuses(app: FastAPI, tokens: list[str]) -> list[int]:
    """What each token is answered with, in order."""

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return [(await client.get(PATH, headers=sent(token))).status_code for token in tokens]

    return asyncio.run(ask())


def sent(token: str) -> list[tuple[bytes, bytes]]:
    """The header as bytes go over the wire, which httpx would not make of every token."""
    return [(b"Authorization", b"Bearer " + token.encode("utf-8", "surrogatepass"))]


def test_no_service_believes_one(apps: Apps, key: RSAKey, measured: Measured) -> None:
    asked, rounds = 0, max(count(5_000) // len(SERVICES) // len(HOSTILE), 1)
    for service, app in apps.items():
        forger = forger_of(key, service)
        made = [(kind, make(forger)) for _ in range(rounds) for kind, make in HOSTILE.items()]
        answers = statuses(app, [token for _, token in made])
        expected = {"too large": 431}  # beyond the limit of all headers
        wrong = [
            (kind, status) for (kind, _), status in zip(made, answers, strict=True) if status != expected.get(kind, 401)
        ]
        assert wrong == [], service
        asked += len(made)
    measured(f"I8 over HTTP: {asked:,} hostile tokens to {len(apps)} services, all refused")


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_believes_a_good_one(apps: Apps, key: RSAKey, service: str) -> None:
    forger = forger_of(key, service)
    assert set(statuses(apps[service], [make(forger) for make in GOOD.values()])) == {403}


@pytest.mark.parametrize("service", SERVICES)
class TestHeader:
    @pytest.mark.parametrize("header", ["", "Bearer", "Basic eDp5", "Bearer  ", "bearer\tx", "Token x"])
    def test_of_another_kind_is_refused(self, apps: Apps, service: str, header: str) -> None:
        assert_problem(Api(apps[service]).get(PATH, {"Authorization": header}), 401, "unauthenticated")

    def test_sent_twice_is_refused(self, apps: Apps, key: RSAKey, service: str) -> None:
        one = f"Bearer {forger_of(key, service).good()}"
        answer = Api(apps[service]).request("GET", PATH, headers=httpx.Headers([("Authorization", one)] * 2))
        assert_problem(answer, 401, "unauthenticated")
