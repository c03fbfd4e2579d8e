"""Whoever changes the audit behind the database's back is found by walking its chain (I17)."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from services.kit import clock
from services.kit.data.audit import HASHED, Mark, chained, hash_of
from services.kit.data.audit_check import Fault, Verdict, verify_chain
from services.kit.data.database import Database
from services.kit.data.tables import GENESIS
from tests.kit.things import METADATA
from tests.support.acts import an_act
from tests.support.counts import Measured, count
from tests.support.databases import ENGINES, empty_database

ROWS, TRIALS = 40, count(10_000)
CHANGEABLE = [name for name in HASHED if name not in {"n", "previous"}]
Rows = dict[int, dict[str, Any]]


@pytest.fixture(params=ENGINES)
def chain(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A chain of rows that nothing guards, in a transaction of the test's own."""
    with empty_database(request.param, "ressurspool_audit") as url:
        database = Database(url, METADATA, connections=1)
        with database.engine.execution_options(immediate=True).connect() as connection, connection.begin():
            METADATA.create_all(connection)
            acts = (vars(an_act(subject=str(number), event=number)) for number in range(ROWS))
            rows = list(chained(acts, last=Mark(n=0, hash=GENESIS)))
            head = {
                "id": 1,
                "epoch": "e1",
                "events": ROWS,
                "states": 0,
                "audited": ROWS,
                "audit_hash": rows[-1]["hash"],
            }
            connection.execute(insert(database.tables.feed_head).values(**head))
            connection.execute(insert(database.tables.audit_trail), rows)
            yield Database(url, METADATA, bind=connection)
        database.close()


def connection_of(database: Database) -> Connection:
    assert database._bind is not None
    return database._bind


def rows_of(database: Database) -> Rows:
    trail = database.tables.audit_trail
    rows = connection_of(database).execute(select(trail)).mappings()
    return {row["n"]: dict(row) for row in rows}


def put(database: Database, row: dict[str, Any], *, at: int) -> None:
    trail = database.tables.audit_trail
    connection_of(database).execute(update(trail).where(trail.c.n == at).values(**row))


def rehashed(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"hash": hash_of([row[name] for name in HASHED])}


def edit(database: Database, rows: Rows, chance: Random) -> None:
    n, name = chance.choice(list(rows)), chance.choice(CHANGEABLE)
    value = rows[n][name]
    other = value + 1 if isinstance(value, int) else clock.now() if name == "time" else f"x{value or ''}"[:9]
    put(database, {name: other}, at=n)


def edit_and_hash(database: Database, rows: Rows, chance: Random) -> None:
    """A change by somebody who knows how a row is hashed."""
    n = chance.choice(list(rows))
    put(database, rehashed(rows[n] | {"person": "another"}), at=n)


def edit_and_hash_all_behind(database: Database, rows: Rows, chance: Random) -> None:
    """A change by somebody who makes all later rows anew, but forgets where the head says that the chain ends."""
    write_anew(database, rows, since=chance.choice(list(rows)))


def write_anew(database: Database, rows: Rows, *, since: int) -> str:
    """Change a row and make the chain behind it whole. Returns the last hash."""
    rows[since]["person"], previous = "another", rows[since]["previous"]
    for n in range(since, ROWS + 1):
        row = rehashed(rows[n] | {"previous": previous})
        previous = row["hash"]
        put(database, row, at=n)
    return str(previous)


def drop(database: Database, rows: Rows, chance: Random) -> None:
    n = chance.choice(list(rows))
    trail = database.tables.audit_trail
    connection_of(database).execute(delete(trail).where(trail.c.n == n))


def swap(database: Database, rows: Rows, chance: Random) -> None:
    one, other = chance.sample(list(rows), 2)
    put(database, {name: value for name, value in rows[other].items() if name != "n"}, at=one)
    put(database, {name: value for name, value in rows[one].items() if name != "n"}, at=other)


def truncate(database: Database, rows: Rows, chance: Random) -> None:
    trail = database.tables.audit_trail
    connection_of(database).execute(delete(trail).where(trail.c.n > chance.randrange(ROWS)))


def behead(database: Database, rows: Rows, chance: Random) -> None:
    trail = database.tables.audit_trail
    connection_of(database).execute(delete(trail).where(trail.c.n <= chance.randrange(1, ROWS + 1)))


def append(database: Database, rows: Rows, chance: Random) -> None:
    """A row that nobody's act is behind, and that the head knows nothing of."""
    (row,) = chained(iter([vars(an_act())]), last=Mark(n=ROWS, hash=rows[ROWS]["hash"]))
    connection_of(database).execute(insert(database.tables.audit_trail).values(**row))


def slip_in(database: Database, rows: Rows, chance: Random) -> None:
    """A row before all others."""
    row = rehashed(vars(an_act()) | {"n": -chance.randrange(3), "previous": GENESIS})
    connection_of(database).execute(insert(database.tables.audit_trail).values(**row))


TAMPERINGS: list[Callable[[Database, Rows, Random], None]] = [
    edit, edit_and_hash, edit_and_hash_all_behind, drop, swap, truncate, behead, append, slip_in,
]  # fmt: skip


def after(database: Database, tamper: Callable[[], object], *, kept: Mark | None = None) -> Verdict:
    """What the walk says after the change, which is taken back."""
    tampered = connection_of(database).begin_nested()
    tamper()
    verdict = verify_chain(database, kept=kept)
    tampered.rollback()
    return verdict


@pytest.mark.parametrize("text", ["a-person", "", 'æ ø å "], [" \\ \n \x00 \U0001f600 \ud800'])
def test_a_row_is_hashed_as_json(text: str) -> None:
    (row,) = chained(iter([vars(an_act(person=text, event=7))]), last=Mark(n=3, hash=GENESIS))
    values = [row[name] for name in HASHED]
    values[HASHED.index("time")] = row["time"].isoformat()
    assert row["hash"] == hashlib.sha256(json.dumps(values, separators=(",", ":")).encode()).hexdigest()


@pytest.mark.counted
def test_every_tampering_is_found(chain: Database, measured: Measured) -> None:
    chance, rows = Random(8), rows_of(chain)
    missed = []
    for number in range(TRIALS):
        tamper, fresh = TAMPERINGS[number % len(TAMPERINGS)], {n: dict(row) for n, row in rows.items()}
        if after(chain, partial(tamper, chain, fresh, chance)).fault is None:
            missed.append(tamper.__name__)
    measured(f"I17: {TRIALS:,} edits, deletions, swaps and truncations of the audit, {len(missed)} missed")
    assert missed == []


def test_negative_control_a_whole_chain_has_no_fault(chain: Database) -> None:
    verdict = after(chain, lambda: None)
    assert (verdict.fault, verdict.last.n, verdict.last.hash) == (None, ROWS, rows_of(chain)[ROWS]["hash"])


class TestTheFirstBrokenLink:
    def test_is_the_row_that_was_changed(self, chain: Database) -> None:
        verdict = after(chain, lambda: put(chain, {"person": "another"}, at=7))
        assert (verdict.broken_at, verdict.fault, verdict.last.n) == (7, Fault.CHANGED, 6)

    def test_is_the_row_behind_one_that_was_changed_and_hashed(self, chain: Database) -> None:
        verdict = after(chain, lambda: put(chain, rehashed(rows_of(chain)[7] | {"person": "another"}), at=7))
        assert (verdict.broken_at, verdict.fault) == (8, Fault.OUT_OF_ORDER)

    def test_is_the_row_that_is_missing(self, chain: Database) -> None:
        trail = chain.tables.audit_trail
        verdict = after(chain, lambda: connection_of(chain).execute(delete(trail).where(trail.c.n == 7)))
        assert (verdict.broken_at, verdict.fault) == (7, Fault.MISSING)

    def test_is_where_the_end_was_cut_off(self, chain: Database) -> None:
        trail = chain.tables.audit_trail
        verdict = after(chain, lambda: connection_of(chain).execute(delete(trail).where(trail.c.n > 7)))
        assert (verdict.broken_at, verdict.fault) == (8, Fault.CUT_OFF)


class TestAKeptMark:
    """What only a copy elsewhere shows: whoever may write anything can make the whole chain anew, its end too."""

    def rewrite(self, chain: Database) -> None:
        head = chain.tables.feed_head
        connection_of(chain).execute(update(head).values(audit_hash=write_anew(chain, rows_of(chain), since=7)))

    def test_shows_a_chain_made_anew(self, chain: Database) -> None:
        kept = Mark(n=9, hash=rows_of(chain)[9]["hash"])
        verdict = after(chain, lambda: self.rewrite(chain), kept=kept)
        assert (verdict.broken_at, verdict.fault) == (9, Fault.REPLACED)

    def test_negative_control_without_it_nothing_is_found(self, chain: Database) -> None:
        assert after(chain, lambda: self.rewrite(chain)).fault is None

    def test_shows_an_end_that_the_head_was_moved_from(self, chain: Database) -> None:
        trail, rows = chain.tables.audit_trail, rows_of(chain)

        def cut() -> None:
            connection_of(chain).execute(delete(trail).where(trail.c.n > 7))
            connection_of(chain).execute(update(chain.tables.feed_head).values(audited=7, audit_hash=rows[7]["hash"]))

        assert after(chain, cut).fault is None
        kept = Mark(n=ROWS, hash=rows[ROWS]["hash"])
        assert after(chain, cut, kept=kept).fault is Fault.CUT_OFF

    def test_of_a_row_that_is_there_is_no_fault(self, chain: Database) -> None:
        last = Mark(n=ROWS, hash=rows_of(chain)[ROWS]["hash"])
        assert verify_chain(chain, kept=last).fault is None
        assert verify_chain(chain, kept=replace(last, hash=GENESIS)).fault is Fault.REPLACED
