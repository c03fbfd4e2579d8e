"""What pool and needs put on their state feeds is what matching can read, on both databases."""

from collections.abc import Iterator

import pytest

from services.kit.web.application import Overrides
from services.matching.fit.states import ExpertState, NeedState
from services.needs.main import create_app as create_needs
from services.needs.models import Table as NeedsTable
from services.pool.main import create_app as create_pool
from services.pool.models import Table as PoolTable
from tests.needs import factories as needs
from tests.pool import factories as pool
from tests.support.api import Api
from tests.support.callers import StaticKeys, service
from tests.support.databases import ENGINES, migrated_database, rolled_back


@pytest.fixture(params=ENGINES)
def pool_api(request: pytest.FixtureRequest) -> Iterator[Api]:
    with migrated_database(request.param, "pool") as url, rolled_back(url, PoolTable.metadata) as database:
        yield Api(create_pool(overrides=Overrides(keys=StaticKeys(), database=database)))


@pytest.fixture(params=ENGINES)
def needs_api(request: pytest.FixtureRequest) -> Iterator[Api]:
    with migrated_database(request.param, "needs") as url, rolled_back(url, NeedsTable.metadata) as database:
        yield Api(create_needs(overrides=Overrides(keys=StaticKeys(), database=database)))


def test_an_endorsed_expert_is_read(pool_api: Api) -> None:
    expert_id, _ = pool.endorsed(pool_api, alerts=True, county="troms", wanted_learning=["service-design"])
    [item] = pool_api.get("/v1/match-profiles", service("pool", of="matching")).json()["items"]
    expert = ExpertState.of(item["state"])
    assert (expert.id, expert.alerts, expert.county, expert.paused) == (expert_id, True, "troms", False)
    assert expert.learning == ("service-design",)
    assert ExpertState.of(expert.coded()).coded() == expert.coded()


def test_an_open_need_is_read(needs_api: Api) -> None:
    need_id, _ = needs.posted(needs_api)
    [item] = needs_api.get("/v1/match-needs", service("needs", of="matching")).json()["items"]
    need = NeedState.of(item["state"])
    assert (need.id, need.state) == (need_id, "open")
    assert NeedState.of(need.coded()) == need
