"""A database with the kit's tables and one table of things, on each engine, with real commits."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from services.kit.database import Database
from services.kit.tables import tables_for
from tests.support.databases import ENGINES, empty_database

METADATA = MetaData()
THINGS = Table("things", METADATA, Column("id", Integer, primary_key=True), Column("text", String(100)))
tables_for(METADATA)


@pytest.fixture(params=ENGINES)
def kit_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    with empty_database(request.param, "ressurspool_kit") as url:
        database = Database(url, METADATA)
        METADATA.create_all(database.engine)
        with database.write() as session:
            session.execute(insert(database.tables.feed_head).values(id=1, epoch="e1", events=0, states=0))
        yield database
        database.close()
