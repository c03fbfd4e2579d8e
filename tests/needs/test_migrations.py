"""What the migrations of needs make of the rows that are there."""

from uuid import UUID, uuid4

import sqlalchemy as sa

from services.kit.data.database import engine_for
from services.kit.data.migrations import downgrade, upgrade
from tests.support.service_fixtures import empty_url_fixture

NEEDS = sa.table("needs", sa.column("id", sa.Uuid), sa.column("state"), sa.column("published", sa.Boolean))
COLUMNS = "version, host_org, posted_by, created_at, title, description, fields, must_skills, nice_skills, languages, "
VALUES = "1, '974652277', 'p', '2026-03-02 12:00:00+00:00', 'x', 'x', '[]', '[]', '[]', '[]', "
COLUMNS += "earliest_start, latest_start, months, percentage, remote, places, filled, clearance, perspective"
VALUES += "'2026-04-01', '2026-05-01', 3, 100, false, 1, 0, 'none', 'neutral'"


empty_url = empty_url_fixture()


def put(connection: sa.Connection, state: str) -> UUID:
    need_id, outcome = uuid4(), "other" if state == "closed" else None
    row = f"INSERT INTO needs (id, state, outcome, {COLUMNS}) VALUES (:id, :state, :outcome, {VALUES})"
    bound = sa.text(row).bindparams(sa.bindparam("id", type_=sa.Uuid))
    connection.execute(bound, {"id": need_id, "state": state, "outcome": outcome})
    return need_id


def record(connection: sa.Connection, n: int, kind: str, need_id: UUID) -> None:
    statement = "INSERT INTO outbox VALUES (:n, :event, :kind, :subject, 1, '2026-03-02 12:00:00+00:00', '{}', '[]')"
    connection.execute(sa.text(statement), {"n": n, "event": str(uuid4()), "kind": kind, "subject": str(need_id)})


def test_every_need_is_found_by_its_words(empty_url: str) -> None:
    """Also those past the first thousand; a text without words has none."""
    engine, many = engine_for(empty_url, connections=2), 1_001
    upgrade("needs", empty_url, revision="0008")
    with engine.begin() as connection:
        for _ in range(many):
            put(connection, "draft")
        put(connection, "open")
    for title, found in (("x", [("word:x", None, many), ("word:x", True, 1)]), ("-", [])):
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE needs SET title = :title, description = :title"), {"title": title})
        upgrade("needs", empty_url, revision="0009")
        with engine.begin() as connection:
            query = "SELECT term, listed_at IS NOT NULL AS listed, count(*) FROM need_terms GROUP BY 1, 2 ORDER BY 2"
            terms = [(row[0], bool(row[1]) or None, row[2]) for row in connection.execute(sa.text(query))]
        assert terms == found
        downgrade("needs", empty_url, revision="0008")
    engine.dispose()


def test_what_was_open_is_known_from_a_closed_draft(empty_url: str) -> None:
    engine = engine_for(empty_url, connections=2)
    upgrade("needs", empty_url, revision="0001")
    with engine.begin() as connection:
        expected = {put(connection, state): state != "draft" for state in ("draft", "open", "on_hold", "filled")}
        closed_draft, closed = put(connection, "closed"), put(connection, "closed")
        record(connection, 1, "need.created", closed_draft)
        record(connection, 2, "need.opened", closed)
    upgrade("needs", empty_url, revision="0002")
    with engine.begin() as connection:
        found = {row.id: row.published for row in connection.execute(sa.select(NEEDS.c.id, NEEDS.c.published))}
    assert found == expected | {closed_draft: False, closed: True}
    downgrade("needs", empty_url, revision="0001")
    engine.dispose()
