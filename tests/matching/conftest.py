"""Matching on both databases."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from services.kit import clock
from services.matching.main import create_app
from services.matching.models import Table
from tests.matching.factories import NOON
from tests.support.service_fixtures import api_fixture, database_fixture, database_url_fixture

database_url = database_url_fixture("matching")
database = database_fixture(Table.metadata)
api = api_fixture(create_app)

settings.register_profile("unhurried", deadline=None)  # a busy machine is not a wrong answer
settings.load_profile("unhurried")


@pytest.fixture
def at_noon() -> Iterator[None]:
    """The day the factories' needs and windows are made for."""
    with clock.stopped_at(NOON):
        yield
