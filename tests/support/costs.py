"""What reading costs a database, counted instead of timed: the same on a busy machine."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

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
