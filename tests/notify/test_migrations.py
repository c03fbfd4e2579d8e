"""What the migrations do to rows that exist already."""

from typing import Any

import pytest
from sqlalchemy import JSON, bindparam, text

from services.kit.data.database import engine_for
from services.kit.data.migrations import upgrade
from tests.support.callers import BAERUM, HUSBANKEN
from tests.support.databases import ENGINES, empty_database

PARAMS = {"reason": "personal", "need_id": "n", "home_org": BAERUM, "host_org": HUSBANKEN}
ROWS = {
    "announcements": "(event_id, audience, code, subject, params, at, mail) "
    "VALUES ('e', 'person:p', 'candidacy_declined', 'c', :params, '2026-11-23 10:00:00', false)",
    "messages": "(id, version, event_id, person_id, code, subject, params, at) "
    "VALUES ('00000000000040008000000000000000', 1, 'e', 'p', 'candidacy_declined', 'c', :params, "
    "'2026-11-23 10:00:00')",
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("table", ROWS)
def test_stored_params_lose_the_bodies_and_nothing_else(engine: str, table: str) -> None:
    with empty_database(engine) as url:
        upgrade("notify", url, revision="0001")
        made = engine_for(url, connections=2)
        with made.begin() as connection:
            insert = text(f"INSERT INTO {table} {ROWS[table]}")
            connection.execute(insert.bindparams(bindparam("params", PARAMS, JSON)))
        upgrade("notify", url)
        with made.connect() as connection:
            query = text(f"SELECT params FROM {table}").columns(params=JSON)
            kept: dict[str, Any] = connection.execute(query).scalar_one()
        made.dispose()
    assert kept == {"reason": "personal", "need_id": "n"}
