"""Where the feeds end, by the driver alone: what a poll without news costs (I30)."""

import psycopg
import pytest
from sqlalchemy import event, insert

from services.kit.data.database import Database
from services.kit.data.feed_heads import Heads, feed_heads
from services.kit.data.outbox import Event, emit_event, publish_state
from services.kit.errors import Busy
from services.kit.events.feed import events_page
from tests.kit.things import METADATA, THINGS
from tests.support.databases import POSTGRES, postgres_database


def emit(database: Database) -> None:
    with database.write() as session:
        emit_event(session, Event(type="thing.made", subject="a"))


class TestFeedHeads:
    def test_are_those_of_the_last_commit(self, kit_database: Database) -> None:
        assert feed_heads(kit_database) == Heads(epoch="e1", events=0, states=0)
        with kit_database.write() as session:
            emit_event(session, Event(type="thing.made", subject="a"))
            publish_state(session, "a", {})
        assert feed_heads(kit_database) == Heads(epoch="e1", events=1, states=1)

    def test_leave_writers_alone(self, kit_database: Database) -> None:
        for number in range(3):
            feed_heads(kit_database)
            with kit_database.write() as session:
                session.execute(insert(THINGS).values(id=number, text="x"))

    def test_are_busy_once_where_the_server_ended_the_connection(self) -> None:
        with postgres_database("ressurspool_heads") as url:
            database = Database(url, METADATA, connections=1)
            METADATA.create_all(database.engine)
            with database.write() as session:
                session.execute(insert(database.tables.feed_head).values(id=1, epoch="e1", events=0, states=0))
            with psycopg.connect(POSTGRES, autocommit=True) as other:
                ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
                other.execute(ended, [database.engine.url.database])
            with pytest.raises(Busy):
                feed_heads(database)
            assert feed_heads(database).epoch == "e1"
            database.close()

    def test_are_busy_where_no_server_answers(self) -> None:
        gone = Database("postgresql+psycopg://nobody@127.0.0.1:1/none", METADATA)
        with pytest.raises(Busy):
            feed_heads(gone)
        gone.close()


class TestPageAtTheHead:
    def test_costs_no_session(self, kit_database: Database) -> None:
        emit(kit_database)
        statements: list[str] = []
        event.listen(kit_database.engine, "before_cursor_execute", lambda *found: statements.append(found[2]))
        page = events_page(kit_database, "e1.1", limit=9, source="/t", orgnr=None)
        assert (page.items, page.position, page.head) == ([], "e1.1", 1)
        assert statements == []

    def test_is_the_one_that_a_session_reads(self, kit_database: Database) -> None:
        emit(kit_database)
        read = events_page(kit_database, "now", limit=9, source="/t", orgnr=None)
        assert events_page(kit_database, read.position, limit=9, source="/t", orgnr=None) == read

    def test_has_what_was_committed_since(self, kit_database: Database) -> None:
        assert events_page(kit_database, "e1.0", limit=9, source="/t", orgnr=None).items == []
        emit(kit_database)
        assert len(events_page(kit_database, "e1.0", limit=9, source="/t", orgnr=None).items) == 1
