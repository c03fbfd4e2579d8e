"""Both databases lose nothing, wait a bounded time, and fail in the same way."""

import asyncio
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import insert, literal, select, text, update
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import IDLE_SECONDS, Database
from services.kit.data.idempotency import (
    IdempotencyKey,
    KeyClaimed,
    Replay,
    claim_at_begin,
    keep_answer,
    refuse_repeated,
)
from services.kit.data.statements import Statement
from services.kit.errors import Busy, KeyInProgress, ServiceError
from tests.kit.things import METADATA, THINGS
from tests.support.databases import POSTGRES, postgres_database, rolled_back

ONE = Statement[int](select(literal(1)))


class Remembered(ServiceError):
    """A refusal whose changes are kept."""

    status = 400
    keeps_changes = True


def add(session: Session, value: str) -> None:
    session.execute(insert(THINGS).values(text=value))


def things(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.execute(select(THINGS.c.text).order_by(THINGS.c.text)).scalars())


def test_an_error_rolls_back(kit_database: Database) -> None:
    with pytest.raises(ServiceError), kit_database.write() as session:
        add(session, "gone")
        raise ServiceError()
    assert things(kit_database) == []


def test_an_error_that_keeps_changes_commits_them(kit_database: Database) -> None:
    with pytest.raises(Remembered), kit_database.write() as session:
        add(session, "kept")
        raise Remembered()
    assert things(kit_database) == ["kept"]


def test_a_file_is_its_users_alone(tmp_path: Path) -> None:
    file = tmp_path / "things.db"
    file.touch(mode=0o644)
    database = Database(f"sqlite:///{file}", METADATA)
    with database.write() as session:
        session.execute(text("CREATE TABLE things (text)"))
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
    database.close()
    assert set(modes.values()) == {0o600}
    assert len(modes) > 1, "also of the journal"


def test_concurrent_increments_are_all_counted(kit_database: Database) -> None:
    with kit_database.write() as session:
        session.execute(insert(THINGS).values(id=1, text="0"))

    def increment() -> None:
        done = False
        while not done:
            try:
                with kit_database.write() as session:
                    value = session.execute(
                        select(THINGS.c.text).where(THINGS.c.id == 1).with_for_update()
                    ).scalar_one()
                    session.execute(update(THINGS).values(text=str(int(value) + 1)))
                done = True
            except Busy:
                continue

    with ThreadPoolExecutor(4) as threads:
        for running in [threads.submit(increment) for _ in range(40)]:
            running.result()
    assert things(kit_database) == ["40"]


def test_a_lock_that_is_not_given_in_time_is_busy(kit_database: Database) -> None:
    with kit_database.write() as session:
        session.execute(insert(THINGS).values(id=1, text="0"))
    with kit_database.write() as holder:
        holder.execute(update(THINGS).values(text="1"))
        began = clock.monotonic()
        with pytest.raises(Busy), kit_database.write() as session:
            session.execute(update(THINGS).values(text="2"))
        assert clock.monotonic() - began < 4
    assert things(kit_database) == ["1"]


def test_a_database_that_is_gone_is_busy_not_a_crash() -> None:
    gone = Database("postgresql+psycopg://nobody@127.0.0.1:1/none", METADATA)
    with pytest.raises(Busy), gone.read() as session:
        session.execute(text("SELECT 1"))
    with pytest.raises(Busy), gone.snapshot():
        pass
    gone.close()


class TestIdleConnections:
    """PostgreSQL restarted, or a firewall between forgot the connection."""

    @pytest.fixture
    def database(self) -> Iterator[Database]:
        with postgres_database("ressurspool_idle") as url:
            database = Database(url, METADATA, connections=2)
            yield database
            database.close()

    def end_connections(self, database: Database) -> None:
        with psycopg.connect(POSTGRES, autocommit=True) as other:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            other.execute(ended, [database.engine.url.database])

    @pytest.fixture(params=["session", "snapshot"])
    def ask(self, request: pytest.FixtureRequest, database: Database) -> Callable[[], object]:
        def ask() -> object:
            with database.read() as session:
                return session.scalar(select(literal(1)))

        def ask_by_snapshot() -> object:
            with database.snapshot() as snapshot:
                return snapshot.find(ONE)

        return ask if request.param == "session" else ask_by_snapshot

    def test_one_that_lay_idle_is_opened_anew_where_the_server_ended_it(
        self, database: Database, ask: Callable[[], object]
    ) -> None:
        with clock.stopped_at(datetime(2026, 12, 1, tzinfo=UTC)) as move:
            ask()
            self.end_connections(database)
            move(timedelta(seconds=IDLE_SECONDS))
            assert ask() == 1

    def test_one_that_was_just_used_is_busy_once(self, database: Database, ask: Callable[[], object]) -> None:
        """And none of the others after it."""
        with clock.stopped_at(datetime(2026, 12, 1, tzinfo=UTC)):
            with database.read() as session:
                session.execute(text("SELECT 1"))
                ask()
            self.end_connections(database)
            with pytest.raises(Busy):
                ask()
            with database.read() as session:
                assert session.scalar(text("SELECT 1")) == ask() == 1


class TestIdempotencyKey:
    KEY = IdempotencyKey.of(caller="c", key="k", method="POST", path="/v1/things", body=b"{}")

    def work(self, database: Database) -> str:
        """One request with the key: "made", or the name of the error."""
        try:
            refuse_repeated(database, self.KEY)
            with database.write() as session:
                claim_at_begin(session, database.tables, self.KEY)
                add(session, "effect")
                keep_answer(session, database.tables, self.KEY, status=201, location="/v1/things/1")
        except (Replay, KeyClaimed, KeyInProgress, Busy) as raised:
            return type(raised).__name__
        return "made"

    def test_racers_have_one_effect(self, kit_database: Database) -> None:
        with ThreadPoolExecutor(8) as threads:
            outcomes = [running.result() for running in [threads.submit(self.work, kit_database) for _ in range(8)]]
        assert outcomes.count("made") == 1
        assert things(kit_database) == ["effect"]

    def test_negative_control_without_the_claim_racers_double_the_effect(self, kit_database: Database) -> None:
        def work() -> None:
            with kit_database.write() as session:
                add(session, "effect")

        with ThreadPoolExecutor(8) as threads:
            for running in [threads.submit(work) for _ in range(8)]:
                running.result()
        assert len(things(kit_database)) == 8

    def test_a_later_repeat_gets_the_location_of_the_effect(self, kit_database: Database) -> None:
        assert self.work(kit_database) == "made"
        with pytest.raises(Replay) as raised:
            refuse_repeated(kit_database, self.KEY)
        assert (raised.value.status, raised.value.location) == (201, "/v1/things/1")


def test_negative_control_a_statement_on_the_event_loop_fails_every_test_that_makes_it(kit_database: Database) -> None:
    async def route() -> None:
        with database.read() as session:
            session.execute(text("SELECT 1"))

    async def route_by_snapshot() -> None:
        with database.snapshot() as snapshot:
            snapshot.find(ONE)

    with rolled_back(kit_database.engine.url.render_as_string(hide_password=False), METADATA) as database:
        with database.read() as session, database.snapshot() as snapshot:
            session.execute(text("SELECT 1"))
            snapshot.find(ONE)
        for routed in (route, route_by_snapshot):
            with pytest.raises(AssertionError, match="on the event loop"):
                asyncio.run(routed())
