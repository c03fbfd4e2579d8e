"""Reads a thing by its key on the event loop where that waits for nothing, else in a thread."""

from collections.abc import Callable
from typing import TypeVar

from starlette.concurrency import run_in_threadpool

from services.kit.data.database import Database
from services.kit.data.snapshot import Snapshot
from services.kit.errors import Busy

T = TypeVar("T")


async def point_read(database: Database, read: Callable[[Snapshot], T]) -> T:
    """What `read` finds: a thing and what belongs to it, by keys. Lists and what is logged take a thread.

    SQLite answers that in less time than it takes to change threads, and threads would wait for each other's lock of
    the interpreter at each of its calls. Where another holds the database, `read` is called again, in a thread.
    """
    try:
        with database.waitless_snapshot() as snapshot:
            return read(snapshot)
    except Busy:
        return await run_in_threadpool(_read, database, read)


def _read(database: Database, read: Callable[[Snapshot], T]) -> T:
    with database.snapshot() as snapshot:
        return read(snapshot)
