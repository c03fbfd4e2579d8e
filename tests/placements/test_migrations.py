"""What the migrations of placements make of the rows that are there."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from services.kit.data.database import engine_for
from services.kit.data.migrations import downgrade, upgrade
from tests.support.service_fixtures import empty_url_fixture

empty_url = empty_url_fixture()

CANDIDACY = """
    INSERT INTO candidacies (id, version, kind, state, expert_id, need_id, person_id, home_org, host_org,
        expert_version, disclosed, created_at, message, offer_decides)
    VALUES (:id, 1, 'invitation', 'accepted', :expert, :need, :person, '935478715', '942114184', 1, true,
        '2026-03-02 12:00:00+00:00', '', false)
"""
BOOKING = """
    INSERT INTO bookings (candidacy_id, expert_id, need_id, seat_no, starts, ends, state)
    VALUES (:id, :expert, :need, 1, :starts, :ends, 'agreed')
"""


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    engine = engine_for(url, connections=2)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def book(connection: Connection, *, starts: str, ends: str) -> None:
    """One more profile of the same person, and a stay that was agreed for it."""
    ids = {name: uuid4().hex for name in ("id", "expert", "need")}
    connection.execute(text(CANDIDACY), {**ids, "person": "the-same"})
    connection.execute(text(BOOKING), {**ids, "starts": starts, "ends": ends})


def test_bookings_learn_whom_they_bind_and_hold_them(empty_url: str) -> None:
    upgrade("placements", empty_url, revision="0003")
    with opened(empty_url) as connection:
        book(connection, starts="2027-01-01", ends="2027-02-28")
        book(connection, starts="2027-03-01", ends="2027-04-30")
    upgrade("placements", empty_url, revision="0004")
    with opened(empty_url) as connection:
        assert set(connection.scalars(text("SELECT person_id FROM bookings"))) == {"the-same"}
    with pytest.raises(IntegrityError, match="ex_bookings_person"), opened(empty_url) as connection:
        connection.execute(text("UPDATE bookings SET starts = '2027-02-28' WHERE starts = '2027-03-01'"))
    downgrade("placements", empty_url, revision="0003")
    with opened(empty_url) as connection:
        experts = "SELECT count(*) FROM bookings JOIN candidacies ON candidacies.expert_id = bookings.expert_id"
        assert connection.scalar(text(experts)) == 2


def test_somebody_bound_twice_stops_the_migration_before_it_changes_anything(empty_url: str) -> None:
    upgrade("placements", empty_url, revision="0003")
    with opened(empty_url) as connection:
        book(connection, starts="2027-01-01", ends="2027-02-28")
        book(connection, starts="2027-02-28", ends="2027-04-30")
    with pytest.raises(RuntimeError, match="bound twice"):
        upgrade("placements", empty_url, revision="0004")
    with opened(empty_url) as connection:
        assert connection.scalar(text("SELECT count(expert_id) FROM bookings")) == 2


def test_old_cases_get_references_by_the_norwegian_year(empty_url: str) -> None:
    upgrade("placements", empty_url, revision="0015")
    begun = ("2026-12-31 22:59:59+00:00", "2026-12-31 23:00:00+00:00", "2026-03-02 12:00:00+00:00")
    with opened(empty_url) as connection:
        for moment in begun:
            ids = {name: uuid4().hex for name in ("id", "expert", "need")}
            connection.execute(
                text(CANDIDACY.replace("2026-03-02 12:00:00+00:00", moment)), {**ids, "person": "somebody"}
            )
    upgrade("placements", empty_url, revision="0016")
    with opened(empty_url) as connection:
        given = list(connection.scalars(text("SELECT reference FROM candidacies ORDER BY created_at")))
        assert given == ["H-2026-00001", "H-2026-00002", "H-2027-00001"]
        years = connection.execute(text("SELECT year, last FROM reference_years ORDER BY year"))
        assert [tuple(row) for row in years] == [(2026, 2), (2027, 1)]
    downgrade("placements", empty_url, revision="0015")
