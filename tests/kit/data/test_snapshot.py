"""Compiled statements give what the ORM gives, at one moment, and leave their connection as they found it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col

from services.kit import clock, context
from services.kit.data.database import Database
from services.kit.data.pagination import MOST_COUNTED, Page, PageRequest
from services.kit.data.statements import PagedStatement, Statement
from services.kit.errors import Busy, InvalidCursor, NotFound, ServiceError
from tests.kit.things import METADATA, THINGS, Note
from tests.support.databases import postgres_database

A_DAY = datetime(2026, 12, 1, 12, tzinfo=UTC)
ALL = Statement[Note](select(Note).order_by(col(Note.id)))
BY_TEXT = Statement[Note](select(Note).where(col(Note.text) == bindparam("wanted")))
KEPT_ONES = Statement[tuple[Note, int]](select(Note, col(Note.id) + 1).where(col(Note.text).in_(["a 100 %", "it's"])))
BY_AGE = PagedStatement[Note](select(Note), by=(col(Note.at), col(Note.key)))


@pytest.fixture
def database(kit_database: Database) -> Database:
    with kit_database.write() as session:
        session.add_all(Note(id=n, text=words, codes={"n": [n]}, at=A_DAY) for n, words in enumerate(WORDS))
    return kit_database


WORDS = ("a 100 %", "it's", "Ærlig")


def texts(database: Database) -> list[str]:
    with database.snapshot() as snapshot:
        return [note.text for note in snapshot.all(ALL)]


def test_rows_are_those_of_the_orm(database: Database) -> None:
    with database.snapshot() as snapshot, database.read() as session:
        notes, kept = snapshot.all(ALL), snapshot.all(KEPT_ONES)
        assert [note.model_dump() for note in notes] == [note.model_dump() for note in session.scalars(select(Note))]
        assert [(note.text, after) for note, after in kept] == [("a 100 %", 1), ("it's", 2)]
        assert [note.text for note in snapshot.all(BY_TEXT, wanted="it's")] == ["it's"]


def test_no_row_is_none_or_an_error(database: Database) -> None:
    with database.snapshot() as snapshot, pytest.raises(NotFound):
        assert snapshot.find(BY_TEXT, wanted="nobody") is None
        snapshot.get(BY_TEXT, unless=NotFound(), wanted="nobody")


def test_a_value_that_is_missing_is_not_read_as_null(database: Database) -> None:
    with database.snapshot() as snapshot, pytest.raises(KeyError):
        snapshot.all(BY_TEXT)


def test_a_row_is_only_there_to_be_read(database: Database) -> None:
    with database.snapshot() as snapshot:
        note = snapshot.all(ALL)[0]
    with pytest.raises((AttributeError, SQLAlchemyError)):
        note.text = "changed"
    with pytest.raises(SQLAlchemyError), database.write() as session:
        session.add(note)


def test_pages_are_in_order_and_none_is_left_out(database: Database) -> None:
    found, cursor = list[str](), None
    with database.snapshot() as snapshot:
        for _ in WORDS:
            page = snapshot.page(BY_AGE, PageRequest.of(cursor=cursor, limit=1))
            found += [note.text for note in page.items]
            cursor = page.next
        assert cursor is None
        assert sorted(found) == sorted(WORDS)
        with pytest.raises(InvalidCursor):
            other = PagedStatement[Note](select(Note), by=(col(Note.key),))
            snapshot.page(other, PageRequest(limit=1, after=(A_DAY, page.items[0].key)))


def test_a_statement_is_compiled_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    dialect, compiled = database.engine.dialect, list[object]()
    compiler = dialect.statement_compiler

    def count(*arguments: object, **options: object) -> object:
        compiled.append(arguments)
        return compiler(*arguments, **options)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(dialect, "statement_compiler", count)
    own = Statement[Note](select(Note).where(col(Note.text) == bindparam("wanted")))
    for words in WORDS:
        with database.snapshot() as snapshot:
            assert len(snapshot.all(own, wanted=words)) == 1
    assert len(compiled) == 1


def test_on_sqlite_all_statements_see_one_moment(database: Database) -> None:
    """On PostgreSQL each sees its own, in a transaction of READ COMMITTED as without one."""
    with database.snapshot() as snapshot:
        before = len(snapshot.all(ALL))
        seen = before if _is_locked_out(database) else len(snapshot.all(ALL))
    assert seen == before if database.engine.dialect.name == "sqlite" else seen == before + 1
    assert len(texts(database)) == seen, "what was kept out is not lost, what was seen is there"


def _is_locked_out(database: Database) -> bool:
    """Whether a commit of another connection has to wait until the snapshot ends."""
    try:
        with database.write() as session:
            session.add(Note(id=99, text="new", codes={}, at=A_DAY))
    except Busy:
        return True
    return False


LOCKS = {"sqlite": "SELECT 1", "postgresql": "LOCK TABLE notes IN ACCESS EXCLUSIVE MODE"}


def test_a_database_that_is_locked_is_busy(database: Database) -> None:
    with database.write() as holder:
        holder.execute(text(LOCKS[database.engine.dialect.name]))
        if database.engine.dialect.name == "sqlite":  # what a commit does for as long as it takes
            holder.connection().exec_driver_sql("ROLLBACK")
            holder.connection().exec_driver_sql("BEGIN EXCLUSIVE")
        began = clock.monotonic()
        with pytest.raises(Busy):
            texts(database)
        assert clock.monotonic() - began < 4
    assert len(texts(database)) == len(WORDS), "the connection is as good as before"


def test_no_connection_in_time_is_busy() -> None:
    with postgres_database("ressurspool_kit") as url:
        database = Database(url, METADATA, connections=1)
        with database.snapshot(), pytest.raises(Busy), database.snapshot():
            pass
        database.close()


def test_the_request_is_in_a_transaction_meanwhile(database: Database) -> None:
    """So that nobody waits for the network with a connection in hand."""
    with database.snapshot():
        assert context.current().in_transaction
    assert not context.current().in_transaction


def test_a_session_after_it_has_its_transaction_again() -> None:
    """The driver commits each statement by itself for as long as the snapshot lasts."""
    with postgres_database("ressurspool_kit") as url:
        database = Database(url, METADATA, connections=1)
        METADATA.create_all(database.engine)
        texts(database)
        with pytest.raises(ServiceError), database.write() as session:
            session.execute(insert(THINGS).values(text="gone"))
            raise ServiceError()
        with database.read() as session:
            assert session.scalars(select(THINGS.c.text)).all() == []
        database.close()


def test_a_total_is_of_all_pages_and_is_asked_for(database: Database) -> None:
    with database.snapshot() as snapshot:
        counted = snapshot.page(BY_AGE, PageRequest.of(cursor=None, limit=1, counted=True))
        assert (len(counted.items), counted.total) == (1, len(WORDS))
        assert not snapshot.page(BY_AGE, PageRequest.of(cursor=None, limit=1)).counted


def test_a_total_beyond_what_is_counted_is_not_told() -> None:
    page = Page[int](items=[], next=None)
    assert page.with_total(MOST_COUNTED).total == MOST_COUNTED
    assert page.with_total(MOST_COUNTED + 1).total is None
