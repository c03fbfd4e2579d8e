"""A point read waits for nothing on the event loop: where it would have to, a thread reads."""

import asyncio
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import Statement
from services.kit.errors import Busy, NotFound
from services.kit.web import point_reads
from services.kit.web.point_reads import point_read
from tests.kit.things import METADATA, Note
from tests.support.weakened import weakened

COUNT = Statement[int](select(func.count()).select_from(Note))


@pytest.fixture
def database(kit_database: Database) -> Database:
    with kit_database.write() as session:
        session.add(Note(id=1, text="one", codes={}, at=clock.now()))
    return kit_database


def threads_of(database: Database) -> list[str]:
    """Where `point_read` reads; it finds what is there."""
    names: list[str] = []

    def read(snapshot: Snapshot) -> int:
        names.append(threading.current_thread().name)
        return snapshot.get(COUNT, unless=NotFound())

    assert asyncio.run(point_read(database, read)) == 1
    return names


def test_sqlite_is_read_on_the_event_loop_and_postgresql_in_a_thread(database: Database) -> None:
    on_loop = database.engine.dialect.name == "sqlite"
    assert (threads_of(database) == [threading.current_thread().name]) is on_loop


@pytest.fixture
def file_database(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'things.db'}", METADATA)
    METADATA.create_all(database.engine)
    return database


def seconds_of(database: Database, module: object) -> float:
    """How long the event loop stood still while another held the database for itself."""
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        with database.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("BEGIN EXCLUSIVE")
            held.set()
            over.wait(0.5)
            driver.execute("ROLLBACK")

    async def longest_pause() -> float:
        reading = asyncio.create_task(module.point_read(database, lambda snapshot: snapshot.all(COUNT)))  # type: ignore[attr-defined]  # a module, or a copy of it
        longest, last = 0.0, time.perf_counter()
        while not reading.done():
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
        assert await reading == [0]
        return longest

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    try:
        return asyncio.run(longest_pause())
    finally:
        over.set()
        holder.join()
        database.close()


def test_a_lock_does_not_stop_the_event_loop(file_database: Database) -> None:
    assert seconds_of(file_database, point_reads) < 0.3


def test_negative_control_a_snapshot_that_waits_stops_it(file_database: Database) -> None:
    waiting = weakened(point_reads, "database.waitless_snapshot()", "database.snapshot()")
    assert seconds_of(file_database, waiting) > 0.3


def test_it_waits_for_no_connection_either(file_database: Database) -> None:
    with file_database.waitless_snapshot(), pytest.raises(Busy), file_database.waitless_snapshot():
        pass
    file_database.close()


def test_what_is_missing_is_not_read_again(database: Database) -> None:
    calls: list[int] = []

    def read(snapshot: Snapshot) -> int:
        calls.append(1)
        raise NotFound()

    with pytest.raises(NotFound):
        asyncio.run(point_read(database, read))
    assert calls == [1]
