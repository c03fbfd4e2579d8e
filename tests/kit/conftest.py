"""A database with the kit's tables and those of things and notes, on each engine, with real commits."""

from collections.abc import Iterator

import pytest

from services.kit.data.database import Database
from tests.kit.things import METADATA
from tests.support.databases import ENGINES, empty_database
from tests.support.kit_tables import create_tables


@pytest.fixture(params=ENGINES)
def kit_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    with empty_database(request.param, "ressurspool_kit") as url:
        database = Database(url, METADATA)
        with database.engine.begin() as connection:
            create_tables(connection, METADATA)
        yield database
        database.close()
