"""notify on both databases, and the story most tests begin with."""

import pytest

from services.notify.main import create_app
from services.notify.tables import Table
from tests.notify.factories import Story
from tests.support.service_fixtures import api_fixture, database_fixture, database_url_fixture

database_url = database_url_fixture("notify")
database = database_fixture(Table.metadata)
api = api_fixture(create_app)


@pytest.fixture
def story() -> Story:
    return Story()
