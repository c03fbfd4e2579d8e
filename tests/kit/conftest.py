"""A database with the kit's tables and those of things and notes, on each engine, with real commits."""

from collections.abc import Iterator

import pytest
from sqlalchemy import insert

from services.kit.data.database import Database
from tests.kit.things import METADATA
from tests.support.databases import ENGINES, empty_database


@pytest.fixture(params=ENGINES)
def kit_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    with empty_database(request.param, "ressurspool_kit") as url:
        database = Database(url, METADATA)
        METADATA.create_all(database.engine)
        with database.write() as session:
            session.execute(insert(database.tables.feed_head).values(id=1, epoch="e1", events=0, states=0))
        yield database
        database.close()
