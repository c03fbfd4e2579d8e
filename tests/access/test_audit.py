"""Every route that changes something leaves rows of the audit that name its caller (I17)."""

import asyncio
from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data import outbox
from services.kit.data.audit_check import verify_chain
from services.kit.data.database import Database
from services.kit.data.tables import tables_for
from tests.access.callers import SELF
from tests.access.scene import Played, Things
from tests.access.scenes import SCENES
from tests.access.walk import Cell, cells, client_of, sent
from tests.architecture.rooms import routes_of

SERVICES = ("pool", "needs", "placements")
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
REFUSED_THERE = {  # in that scene always 409; their rows are shown in tests/{service}/test_audit.py
    "needs": {"resume_need"},
    "placements": {
        "make_offer",
        "settle_placement",
        "propose_amendment",
        "propose_offer_terms",
        "propose_placement_terms",
    },
    "pool": {"submit_expert", "renew_expert", "resume_expert"},
}
Found = tuple[Cell, list[Row[tuple[object, ...]]], int]  # the rows that a change left, and how many events it emitted


def changes_of(played: Played) -> Iterator[Cell]:
    """Everything that somebody may do with all their scopes and that changes something."""
    for cell in cells(played.scene):
        may = any(status < 300 for status in cell.decision(played.scene.known).statuses)
        if cell.row.method in CHANGES and cell.asked == "all" and may:
            yield cell


def made_in(played: Played) -> list[Found]:
    """Each change that was answered with success, and what it left; it is taken back."""

    async def all_of_them() -> list[Found]:
        async with client_of(played) as client:
            return [found for cell in changes_of(played) for found in await made_by(played, client, cell)]

    with clock.stopped_at(played.at):
        return asyncio.run(all_of_them())


async def made_by(played: Played, client: object, cell: Cell) -> list[Found]:
    connection, tables = played.connection, tables_for(played.scene.metadata)
    taken_back = connection.begin()
    try:
        before, emitted = connection.execute(select(tables.feed_head.c.audited, tables.feed_head.c.events)).one()
        answer = await sent(client, cell, played.things.ids)  # type: ignore[arg-type]  # an httpx.AsyncClient
        if not answer.is_success:
            return []
        trail = tables.audit_trail
        rows = list(connection.execute(select(trail).where(trail.c.n > before)))
        return [(cell, rows, connection.scalar(select(tables.feed_head.c.events)) - emitted)]
    finally:
        taken_back.rollback()


@pytest.fixture(scope="module")
def found(stages: Mapping[str, Played]) -> Mapping[str, list[Found]]:
    return {name: made_in(stages[name]) for name in SERVICES}


@pytest.mark.parametrize("service", SERVICES)
def test_every_change_names_its_caller(found: Mapping[str, list[Found]], service: str) -> None:
    unnamed = [str(cell) for cell, rows, _ in found[service] if not rows or not all(names(cell, row) for row in rows)]
    assert unnamed == []


def names(cell: Cell, row: Row[tuple[object, ...]]) -> bool:
    person = cell.caller.sub if cell.caller.kind == "person" else None
    return (row.person, row.org, row.cause) == (person, cell.caller.org, None) and row.client_id is not None


@pytest.mark.parametrize("service", SERVICES)
def test_every_event_has_one_row(found: Mapping[str, list[Found]], service: str) -> None:
    assert all(sum(row.event is not None for row in rows) == emitted for _, rows, emitted in found[service])


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_that_changes_something_was_asked(found: Mapping[str, list[Found]], service: str) -> None:
    changing = {route.name for route in routes_of(service) if CHANGES & (route.methods or set())}
    assert changing - {cell.row.route for cell, _, _ in found[service]} == REFUSED_THERE[service]


@pytest.mark.parametrize("service", SERVICES)
def test_who_speaks_for_a_party_is_recorded_so(found: Mapping[str, list[Found]], service: str) -> None:
    assert all(row.parties for _, rows, _ in found[service] for row in rows)


@pytest.mark.parametrize("service", SERVICES)
def test_no_row_holds_a_name_or_a_text(
    found: Mapping[str, list[Found]], stages: Mapping[str, Played], service: str
) -> None:
    things = stages[service].things
    written = str([row for _, rows, _ in found[service] for row in rows])
    assert any(one in written for one in things.ids.values())  # the search finds what is there
    assert [text for text in things.secrets if text in written and text not in known_ids(things)] == []


def known_ids(things: Things) -> set[str]:
    return {*things.ids.values(), SELF}


@pytest.mark.parametrize("service", SCENES)
def test_the_chain_of_what_was_set_up_is_whole(stages: Mapping[str, Played], service: str) -> None:
    played = stages[service]
    database, tables = played.app.state.database, tables_for(played.scene.metadata)
    verdict = verify_chain(database)
    assert verdict.fault is None
    with database.read() as session:
        assert rows_with_an_event(session, database) == session.scalar(select(func.count()).select_from(tables.outbox))
    played.connection.rollback()  # the others begin anew


def rows_with_an_event(session: Session, database: Database) -> int:
    trail = database.tables.audit_trail
    return session.scalar(select(func.count()).where(trail.c.event.is_not(None))) or 0


def test_negative_control_a_writer_that_forgets_the_audit_is_noticed(
    stages: Mapping[str, Played], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "append_acts", lambda *_found, **_last: None)
    assert any(not rows for _, rows, _ in made_in(stages["needs"]))
