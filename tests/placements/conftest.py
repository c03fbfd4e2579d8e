"""Placements on both databases, with pool and needs played by a table of facts."""

import pytest

from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.placements.main import create_app
from services.placements.tables import Table
from tests.placements.factories import Cast, FakePeers
from tests.support.api import Api
from tests.support.callers import StaticKeys
from tests.support.service_fixtures import database_fixture, database_url_fixture

database_url = database_url_fixture("placements")
database = database_fixture(Table.metadata)


@pytest.fixture
def peers() -> FakePeers:
    return FakePeers()


@pytest.fixture
def api(database: Database, peers: FakePeers) -> Api:
    app = create_app(overrides=Overrides(keys=StaticKeys(), database=database))
    app.state.peers = peers
    return Api(app)


@pytest.fixture
def cast(api: Api, peers: FakePeers) -> Cast:
    """Bærum's expert and Husbanken's need, and who speaks for whom."""
    return Cast(api, peers)
