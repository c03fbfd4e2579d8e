"""Every act has a row of the audit, in one chain that the database guards (I17)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Row, delete, event, insert, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from services.kit import clock, context
from services.kit.context import Actor, acting
from services.kit.data import outbox
from services.kit.data.audit import Mark, append_acts, chained, digest_of
from services.kit.data.audit_check import verify_chain
from services.kit.data.database import Database
from services.kit.data.group_commit import GroupCommit
from services.kit.data.outbox import Event, emit_event, name_actor, record_act
from services.kit.data.tables import GENESIS
from services.kit.errors import Busy
from services.kit.events.jobs import Job
from tests.kit.things import Note
from tests.support.acts import an_act
from tests.support.races import race_all

SOMEBODY = Actor(person="a-person", client_id="a-client", org="964338531", let_by="another")
WRITERS, EACH = 6, 25


def rows_of(database: Database) -> Sequence[Row[tuple[object, ...]]]:
    trail = database.tables.audit_trail
    with database.read() as session:
        return session.execute(select(trail).order_by(trail.c.n)).all()


def emit(session: Session, *subjects: str) -> None:
    for subject in subjects:
        emit_event(session, Event(type="thing.made", subject=subject, version=3, codes={"reason": "other"}))


def emitted(database: Database, *subjects: str) -> None:
    with database.write() as session:
        emit(session, *subjects)


class TestEveryEvent:
    def test_has_a_row_that_says_who_did_what(self, kit_database: Database) -> None:
        with acting(SOMEBODY):
            emitted(kit_database, "a")
        (row,) = rows_of(kit_database)
        assert (row.n, row.event, row.verb, row.subject, row.version) == (1, 1, "thing.made", "a", 3)
        assert (row.person, row.client_id, row.org, row.let_by) == ("a-person", "a-client", "964338531", "another")
        assert (row.reason, row.cause, row.previous) == ("other", None, GENESIS)
        assert row.request_id == context.current().request_id

    def test_names_who_acts_at_that_moment_where_a_commit_is_shared(self, kit_database: Database) -> None:
        """The thread that leads writes for all: each row names whose request it is."""
        group = GroupCommit(kit_database)

        def write(person: str) -> None:
            context.begin(context.RequestContext(request_id=person, actor=Actor(person=person, client_id="cli")))
            group.write(lambda session: emit(session, person))

        race_all([partial(write, f"person-{number}") for number in range(8)])
        rows = rows_of(kit_database)
        assert len(rows) == 8
        assert all(row.subject == row.person == row.request_id for row in rows)

    def test_of_a_job_names_the_job(self, kit_database: Database) -> None:
        def work(database: Database) -> None:
            emitted(database, "a")

        Job(name="expire", every_seconds=1, work=work).run(kit_database)
        (row,) = rows_of(kit_database)
        assert (row.cause, row.person, row.client_id) == ("job expire", None, None)

    def test_names_whom_the_transaction_names_where_no_token_does(self, kit_database: Database) -> None:
        context.begin(context.RequestContext())
        with kit_database.write() as session:
            emit(session, "a")
            name_actor(session, SOMEBODY)
        with kit_database.write() as session:
            emit(session, "b")
        assert [row.person for row in rows_of(kit_database)] == ["a-person", None]

    def test_is_not_nobodys_where_somebody_is_named_later(self, kit_database: Database) -> None:
        context.begin(context.RequestContext())
        with kit_database.write() as session:
            name_actor(session, context.NOBODY)
            emit(session, "a")
            name_actor(session, SOMEBODY)
        assert [row.person for row in rows_of(kit_database)] == ["a-person"]

    def test_outside_of_requests_names_the_command(self, kit_database: Database) -> None:
        with acting(context.COMMAND):
            emitted(kit_database, "a")
        assert [row.cause for row in rows_of(kit_database)] == ["command"]

    def test_goes_with_its_transaction(self, kit_database: Database) -> None:
        with pytest.raises(ZeroDivisionError), kit_database.write() as session:
            emit(session, "a")
            raise ZeroDivisionError
        assert rows_of(kit_database) == []


def test_what_concerns_nobody_else_has_a_row_and_no_event(kit_database: Database) -> None:
    with kit_database.write() as session:
        emit(session, "a")
        record_act(session, Event(type="thing.touched", subject="a", version=4))
        emit(session, "b")
    assert [(row.n, row.event) for row in rows_of(kit_database)] == [(1, 1), (2, None), (3, 2)]
    with kit_database.read() as session:
        assert session.scalars(select(kit_database.tables.outbox.c.subject)).all() == ["a", "b"]


class TestDigest:
    def test_is_of_the_columns_as_the_transaction_leaves_them(self, kit_database: Database) -> None:
        with kit_database.write() as session:
            note = Note(id=1, text="Tjenestedesigner", codes={}, at=clock.now(), key=uuid4())
            session.add(note)
            emit_event(session, Event(type="note.made", subject="1", thing=note))
            note.text = "Saksbehandler"
        with kit_database.read() as session:
            stored = session.get_one(Note, 1)
            assert [row.digest for row in rows_of(kit_database)] == [digest_of(stored)]
            stored.text = "Tjenestedesigner"
            assert digest_of(stored) != rows_of(kit_database)[0].digest
            session.expunge(stored)

    def test_does_not_depend_on_the_order_of_names(self) -> None:
        assert digest_of({"a": 1, "b": UUID(int=1)}) == digest_of({"b": UUID(int=1), "a": 1})


def add_forked(session: Session, database: Database) -> None:
    """A row that follows the row before the last one, as a writer without the lock would write it."""
    trail = database.tables.audit_trail
    forked = next(chained(iter([vars(an_act())]), last=Mark(n=1, hash=GENESIS)))
    session.execute(insert(trail).values(**forked))


class TestTheDatabase:
    @pytest.mark.parametrize(
        "tamper",
        [
            lambda session, database: session.execute(update(database.tables.audit_trail).values(person="another")),
            lambda session, database: session.execute(delete(database.tables.audit_trail)),
            add_forked,
        ],
        ids=["update", "delete", "fork"],
    )
    def test_refuses(self, kit_database: Database, tamper: Callable[[Session, Database], object]) -> None:
        emitted(kit_database, "a", "b")
        with pytest.raises(DatabaseError, match="audit_trail"), kit_database.write() as session:
            tamper(session, kit_database)
        assert verify_chain(kit_database).fault is None

    def test_refuses_to_empty_the_table(self, kit_database: Database) -> None:
        if kit_database.engine.dialect.name == "sqlite":
            pytest.skip("SQLite has no TRUNCATE")
        emitted(kit_database, "a")
        with pytest.raises(DatabaseError, match="append-only"), kit_database.write() as session:
            session.execute(text("TRUNCATE audit_trail"))

    def test_negative_control_changes_a_row_without_the_trigger(self, kit_database: Database) -> None:
        emitted(kit_database, "a")
        of_table = " ON audit_trail" if kit_database.engine.dialect.name == "postgresql" else "_update"
        with kit_database.write() as session:
            session.execute(text(f"DROP TRIGGER keep_audit_trail{of_table}"))
            session.execute(update(kit_database.tables.audit_trail).values(person="another"))
        assert rows_of(kit_database)[0].person == "another"


Write = Callable[[Database, int], None]


def write_all(database: Database, write: Write, writer: int) -> int:
    """How often a writer was refused, which writes so many times."""
    refused = written = 0
    while written < EACH:
        try:
            write(database, writer)
        except Busy:  # what a client does with the 503: the same again
            continue
        except DatabaseError:
            refused += 1
        written += 1
    return refused


def write_as_the_kit_does(database: Database, writer: int) -> None:
    emitted(database, str(writer))


def write_without_the_lock(database: Database, _writer: int) -> None:
    """Read where the chain ends, and go on from there: between the two others write."""
    with database.read() as session:
        audited, audit_hash = session.execute(
            select(database.tables.feed_head.c.audited, database.tables.feed_head.c.audit_hash)
        ).one()
    with database.write() as session:
        append_acts(session.connection(), database.tables, [an_act()], last=Mark(n=audited, hash=audit_hash))


class TestManyWriters:
    def test_write_one_chain(self, kit_database: Database) -> None:
        runs = [partial(write_all, kit_database, write_as_the_kit_does, writer) for writer in range(WRITERS)]
        assert sum(race_all(runs)) == 0
        verdict = verify_chain(kit_database)
        assert (verdict.fault, verdict.last.n) == (None, WRITERS * EACH)

    def test_negative_control_fork_without_the_lock(self, kit_database: Database) -> None:
        """The database refuses those rows: without its guard, too, there would be two chains."""
        runs = [partial(write_all, kit_database, write_without_the_lock, writer) for writer in range(WRITERS)]
        assert sum(race_all(runs)) > 0
        assert verify_chain(kit_database).fault is None


def test_the_audit_costs_a_statement_more(kit_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """One for all rows of a transaction: a follower's fifty events cost no more than one."""
    monkeypatch.setattr(outbox, "append_acts", lambda *_found, **_last: None)
    without = statements_of(kit_database)
    monkeypatch.undo()
    assert statements_of(kit_database) == without + 1


def statements_of(database: Database) -> int:
    seen: list[str] = []

    def note(*found: Any) -> None:
        seen.append(found[2])

    event.listen(database.engine, "before_cursor_execute", note)
    emitted(database, *map(str, range(50)))
    event.remove(database.engine, "before_cursor_execute", note)
    return len(seen)
