"""What reading costs a database, counted instead of timed: the same on a busy machine."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from services.kit.data.database import Database

STEPS_AT_ONCE = 10  # SQLite's machine is asked after each so many steps
# what this transaction has read so far: rows of tables, and entries of indexes
_ROWS_READ = """
SELECT (SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) FROM pg_stat_xact_user_tables)
    + (SELECT coalesce(sum(pg_stat_get_xact_tuples_returned(indexrelid)), 0) FROM pg_stat_user_indexes)
"""


def cost_of(connection: Connection, read: Callable[[], object]) -> int:
    """What `read` costs on this connection: PostgreSQL's rows and entries read, or SQLite's steps, in tens."""
    if connection.dialect.name == "sqlite":
        return _steps(connection.connection.driver_connection, read)
    before = _rows_read(connection)
    read()
    return _rows_read(connection) - before


def _rows_read(connection: Connection) -> int:
    return int(connection.exec_driver_sql(_ROWS_READ).scalar_one())


def _steps(connection: Any, read: Callable[[], object]) -> int:
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    connection.set_progress_handler(count, STEPS_AT_ONCE)
    try:
        read()
    finally:
        connection.set_progress_handler(None, 0)
    return steps


def connection_of(database: Database) -> Connection:
    """The connection that all sessions of a test's database share."""
    with database.read() as session:
        return session.connection()


@contextmanager
def counted(database: Database) -> Iterator[Counter[str]]:
    """How many statements a test's database executes meanwhile, and how many transactions are committed."""
    counts: Counter[str] = Counter(statements=0, commits=0)
    connection = connection_of(database)

    def count(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        counts["statements"] += "SAVEPOINT" not in statement  # a test's transactions are savepoints of its own

    def commit() -> None:
        counts["commits"] += 1

    database.after_commit.append(commit)
    event.listen(connection, "before_cursor_execute", count)
    try:
        yield counts
    finally:
        event.remove(connection, "before_cursor_execute", count)
        database.after_commit.remove(commit)
