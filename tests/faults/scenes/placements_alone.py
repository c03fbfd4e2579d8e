"""placements by itself on a database of the test's own, where what is committed stays: fixtures of the races."""

from collections.abc import Iterator

import pytest

from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.placements.main import create_app
from services.placements.tables import Table
from tests.faults.scenes.audits import assert_audited_once
from tests.placements.factories import Cast, FakePeers
from tests.support.api import Api
from tests.support.callers import StaticKeys
from tests.support.service_fixtures import committing_fixture

database = committing_fixture("placements", Table.metadata)


@pytest.fixture
def api(database: Database) -> Iterator[Api]:
    """After the race, whoever won it, each event has one row of the audit, and the chain is whole (I17)."""
    app = create_app(overrides=Overrides(keys=StaticKeys(), database=database))
    app.state.peers = FakePeers()
    yield Api(app)
    assert_audited_once(database)


@pytest.fixture
def cast(api: Api) -> Cast:
    """Bærum's expert and Husbanken's need, and who speaks for whom."""
    return Cast(api, api.app.state.peers)
