"""Tokens from a token server that others wrote, in Maskinporten's form, at the APIs of needs and pool."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.needs.main import create_app
from services.needs.settings import NeedsSettings
from services.pool.main import create_app as create_pool
from services.pool.models import Table as PoolTable
from services.pool.settings import PoolSettings
from tests.needs.factories import edited
from tests.needs.maskinporten import SUPPLIER, KnownBodies
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, StaticKeys, bearer
from tests.support.databases import migrated_database, rolled_back
from tests.support.maskinporten import organisation, system_user
from tests.support.node_parties import MockMaskinporten

SCOPE = "ressurspool:needs.post ressurspool:pool.read"
GOOD: dict[str, Any] = {"client_id": "0e36fe1a", "consumer": organisation(BAERUM)}


@pytest.fixture
def needs(database: Database, mock_maskinporten: MockMaskinporten) -> Api:
    settings = NeedsSettings(
        maskinporten=mock_maskinporten.setting(roles=["requester", "employee"], suppliers=[SUPPLIER])
    )
    return Api(create_app(settings, overrides=Overrides(keys=StaticKeys(), database=database, bodies=KnownBodies())))


@pytest.fixture
def pool(mock_maskinporten: MockMaskinporten) -> Iterator[Api]:
    settings = PoolSettings(maskinporten=mock_maskinporten.setting(roles=["requester", "employee"]))
    with migrated_database("sqlite", "pool") as url, rolled_back(url, PoolTable.metadata) as database:
        overrides = Overrides(keys=StaticKeys(), database=database, bodies=KnownBodies())
        yield Api(create_pool(settings, overrides=overrides))


@pytest.mark.parametrize("kid", ["RS256", "RS384", "RS512"])
def test_an_agencys_system_prepares_a_need(needs: Api, mock_maskinporten: MockMaskinporten, kid: str) -> None:
    token = mock_maskinporten.token(SCOPE, kid=kid, **GOOD)
    answer = needs.post("/v1/needs", bearer(token), json=edited())
    assert (answer.status_code, answer.json()["host_org"]) == (201, BAERUM)


def test_a_suppliers_system_user_prepares_for_its_customer(needs: Api, mock_maskinporten: MockMaskinporten) -> None:
    claims = {**GOOD, "consumer": organisation(SUPPLIER), "authorization_details": system_user(HUSBANKEN)}
    answer = needs.post("/v1/needs", bearer(mock_maskinporten.token(SCOPE, **claims)), json=edited())
    assert answer.json()["host_org"] == HUSBANKEN


def test_the_same_token_reads_the_pool(pool: Api, mock_maskinporten: MockMaskinporten) -> None:
    headers = bearer(mock_maskinporten.token(SCOPE, **GOOD))
    assert pool.get("/v1/experts", headers).status_code == 200
    assert_problem(pool.get("/v1/me/expert", headers), 403, "person-required")


MUTATED: dict[str, dict[str, Any]] = {
    "PS256": {"kid": "PS256"},
    "ES256": {"kid": "ES256"},
    "another issuer": {"iss": "https://maskinporten.no/"},
    "another audience": {"aud": "https://other.example"},
    "no consumer": {"consumer": None},
    "a consumer that is not of the scheme": {"consumer": organisation(SUPPLIER)},
    "another register": {"consumer": organisation(BAERUM, "0088")},
    "a wrong check digit": {"consumer": organisation("935478716")},
    "a person": {"sub": "johndoe"},
    "no client": {"client_id": None},
    "no end": {"exp": None},
    "ended": {"exp": 1},
    "good for a day": {"exp": 4102444800},
    "not good yet": {"nbf": 4102444800},
    "begun in the future": {"iat": 4102444800},
    "no scope": {"scope": None},
    "others' scopes": {"scope": "altinn:needs.post needs:post"},
    "bound to a key": {"cnf": {"jkt": "x"}},
}


@pytest.mark.parametrize("kind", MUTATED)
def test_a_mutated_one_is_refused(needs: Api, mock_maskinporten: MockMaskinporten, kind: str) -> None:
    token = mock_maskinporten.token(SCOPE, **{**GOOD, **MUTATED[kind]})
    assert_problem(needs.post("/v1/needs", bearer(token), json=edited()), 401, "unauthenticated")
