"""Runs compiled statements on the driver's own connection, for what is only read and is asked often."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Engine
from sqlalchemy.pool import PoolProxiedConnection

from services.kit.data.pagination import Page, PageRequest
from services.kit.data.statements import PagedStatement, Parameters, Row, Statement
from services.kit.errors import ServiceError

T = TypeVar("T")

Execute = Callable[[str, Parameters], list[Row]]


class Snapshot:
    """An open read of the database; on SQLite of one moment.

    On PostgreSQL each statement has a moment of its own, as in every READ COMMITTED transaction: what has to agree is
    read by one statement.
    """

    def __init__(self, dialect: Dialect, execute: Execute) -> None:
        self._dialect = dialect
        self._execute = execute

    def in_transaction(self) -> bool:
        """Always: it holds a connection, so whoever holds it must not wait for the network."""
        return True

    def all(self, statement: Statement[T], **values: Any) -> list[T]:
        sql, parameters = statement.for_driver(self._dialect, values)
        return statement.read(self._dialect, self._execute(sql, parameters))

    def find(self, statement: Statement[T], **values: Any) -> T | None:
        """The first row, None where there is none."""
        found = self.all(statement, **values)
        return found[0] if found else None

    def get(self, statement: Statement[T], *, unless: ServiceError, **values: Any) -> T:
        """The first row. Raises `unless` where there is none."""
        found = self.all(statement, **values)
        if not found:
            raise unless
        return found[0]

    def page(self, statement: PagedStatement[T], paging: PageRequest, **values: Any) -> Page[T]:
        """Raises InvalidCursor for a cursor of a list in another order."""
        asked, place = statement.asked(paging)
        found = statement.page(self.all(asked, **place, **values), paging)
        return found.with_total(self.all(statement.total, **values)[0]) if paging.counted else found


def snapshot_in(transaction: Connection) -> Snapshot:
    """A snapshot within a transaction that somebody else ends."""

    def execute(sql: str, parameters: Parameters) -> list[Row]:
        given: Any = parameters if isinstance(parameters, dict) else tuple(parameters)
        return [tuple(row) for row in transaction.exec_driver_sql(sql, given)]

    return Snapshot(transaction.dialect, execute)


@contextmanager
def snapshot_from(engine: Engine) -> Iterator[Snapshot]:
    """A snapshot on a connection of the engine's pool. Raises the driver's own errors.

    Begin and end cost PostgreSQL a round trip each and, before single statements, guarantee nothing: there it has no
    transaction, and a connection in autocommit meanwhile.
    """
    connection = engine.raw_connection()
    try:
        with _begun(connection, engine) as cursor:
            yield Snapshot(engine.dialect, _executing(cursor))
    except engine.dialect.loaded_dbapi.Error as error:
        if engine.dialect.is_disconnect(error, connection, None):
            connection.invalidate(error)
            engine.dispose()  # the others are as old: the server was restarted
        raise
    finally:
        connection.close()  # the pool rolls back


@contextmanager
def _begun(connection: PoolProxiedConnection, engine: Engine) -> Iterator[Any]:
    driver: Any = connection.driver_connection
    cursor = connection.cursor()
    if engine.dialect.name == "sqlite":
        cursor.execute("BEGIN")
        yield cursor
        return
    driver.autocommit = True
    try:
        yield cursor
    finally:
        if not driver.closed:
            driver.autocommit = False


def _executing(cursor: Any) -> Execute:
    def execute(sql: str, parameters: Parameters) -> list[Row]:
        cursor.execute(sql, parameters)
        rows: list[Row] = cursor.fetchall()
        return rows

    return execute
