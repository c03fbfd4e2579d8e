"""What reading costs a database, counted instead of timed: the same on a busy machine."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from services.kit.data.database import Database

STEPS_AT_ONCE = 10  # SQLite's machine is asked after each so many steps


def cost_of(session: Session, read: Callable[[], object]) -> int:
    """The rows that PostgreSQL reads in the statements of `read`, or the steps of SQLite's machine, in tens."""
    with _statements(session) as statements:
        read()
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        return sum(
            _rows_read(connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters).scalar())
            for statement, parameters in statements
        )
    return sum(_steps(connection.connection.driver_connection, *statement) for statement in statements)


@contextmanager
def _statements(session: Session) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are executed meanwhile, with their parameters."""
    found: list[tuple[str, Any]] = []

    def keep(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        found.append((statement, parameters))

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", keep)
    try:
        yield found
    finally:
        event.remove(connection, "before_cursor_execute", keep)


def _rows_read(explained: Any) -> int:
    """The rows that the scans of a plan returned or removed by a filter."""
    (answer,) = explained
    return _rows_of(answer["Plan"])


def _rows_of(node: dict[str, Any]) -> int:
    below = sum(_rows_of(child) for child in node.get("Plans", []))
    if "Scan" not in node["Node Type"] or node["Node Type"] == "Subquery Scan":
        return below
    each = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return int(below + each * node["Actual Loops"])


def _steps(connection: Any, statement: str, parameters: Any) -> int:
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    connection.set_progress_handler(count, STEPS_AT_ONCE)
    try:
        connection.execute(statement, parameters).fetchall()
    finally:
        connection.set_progress_handler(None, 0)
    return steps


@contextmanager
def counted(database: Database) -> Iterator[Counter[str]]:
    """How many statements a test's database executes meanwhile, and how many transactions are committed."""
    counts: Counter[str] = Counter(statements=0, commits=0)
    with database.read() as session:
        connection = session.connection()  # the one that all of a test's sessions share

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
