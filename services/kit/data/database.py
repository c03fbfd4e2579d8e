"""Opens sessions on SQLite and PostgreSQL so that both behave the same; the only place that commits."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from services.kit import clock, context
from services.kit.context import Transaction
from services.kit.data.outbox import append_collected
from services.kit.data.snapshot import Snapshot, snapshot_from, snapshot_in
from services.kit.data.tables import KitTables, tables_for
from services.kit.errors import Busy, ServiceError

LOCK_TIMEOUT_MS = 1500  # below the peers' deadline of 2 s, so that a caller gets our 503 before its time-out
IDLE_SECONDS = 5.0  # after which a connection is asked whether it still stands
_ONCE_COMMITTED = "once_committed"
_TRANSIENT = {"40001", "40P01", "55P03", "57014", "25P03", "57P01", "57P03", "53300", "08006", "08001", "08003"}


class Database:
    """A service's own database. A read sees one moment; a write holds the write lock and commits with its events."""

    def __init__(self, url: str, metadata: MetaData, *, connections: int = 10, bind: Connection | None = None) -> None:
        self.engine = engine_for(url, connections=connections)
        self._waitless = waitless_engine_for(url) if bind is None else None
        self.tables: KitTables = tables_for(metadata)
        self.after_commit: list[Callable[[], None]] = []
        self._bind = bind  # a test's outer transaction

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading: a plain BEGIN, so that readers do not starve writers on SQLite."""
        with self._session(immediate=False) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """A read without a session, for what is asked often. Takes its connection at once: open it in a thread.

        Raises Busy where the database was not free in time.
        """
        opened = snapshot_from(self.engine) if self._bind is None else nullcontext(snapshot_in(self._bind))
        driver = self.engine.dialect.loaded_dbapi
        try:
            with opened as snapshot, _noted(snapshot):
                yield snapshot
        except (driver.OperationalError, driver.InterfaceError, PoolTimeout) as error:
            if is_transient(error):
                raise Busy() from error
            raise

    @contextmanager
    def waitless_snapshot(self) -> Iterator[Snapshot]:
        """As `snapshot`, but it waits for no lock and no connection: one at a time, on the event loop.

        Raises Busy at once where it would have to wait; always on PostgreSQL, which is behind a network.
        """
        if self._waitless is None:
            raise Busy()
        try:
            with snapshot_from(self._waitless) as snapshot, _noted(snapshot):
                yield snapshot
        except (sqlite3.OperationalError, PoolTimeout) as error:
            if is_transient(error):
                raise Busy() from error
            raise

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose changes are committed at the end, the collected events last of all.

        Rolls back on any error, except a ServiceError that declares `keeps_changes`.
        Raises Busy where the database was not free in time.
        """
        with self._session(immediate=True) as session:
            try:
                yield session
            except ServiceError as error:
                if error.keeps_changes:
                    self._commit(session)
                raise
            self._commit(session)

    def _commit(self, session: Session) -> None:
        session.flush()
        append_collected(session, self.tables)
        session.commit()
        for act in session.info.pop(_ONCE_COMMITTED, []):
            act()
        for listener in self.after_commit:
            listener()

    @contextmanager
    def _session(self, *, immediate: bool) -> Iterator[Session]:
        session = self._open(immediate=immediate)
        try:
            with _noted(session):
                yield session
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            session.rollback()
            if is_transient(error):
                raise Busy() from error
            raise
        finally:
            session.close()

    def _open(self, *, immediate: bool) -> Session:
        if self._bind is not None:
            return Session(self._bind, join_transaction_mode="create_savepoint", expire_on_commit=False)
        return Session(self.engine.execution_options(immediate=immediate), expire_on_commit=False)

    def check_writable(self) -> None:
        """Raises where this database cannot be written to now."""
        with self.read() as session:
            if self.engine.dialect.name == "postgresql":
                session.execute(text("SELECT 1 / (CASE WHEN pg_is_in_recovery() THEN 0 ELSE 1 END)"))
            else:
                session.execute(text("UPDATE feed_head SET epoch = epoch WHERE id = 0"))

    @property
    def engines(self) -> list[Engine]:
        return [self.engine, self._waitless] if self._waitless is not None else [self.engine]

    def close(self) -> None:
        for engine in self.engines:
            engine.dispose()


@contextmanager
def _noted(transaction: Transaction) -> Iterator[None]:
    """While it is open, the request's context knows of it: nobody may wait for the network in one."""
    transactions = context.current().transactions
    transactions.append(transaction)
    try:
        yield
    finally:
        transactions.remove(transaction)


def once_committed(session: Session, act: Callable[[], None]) -> None:
    """Call `act` when, and only when, the transaction has committed: for what a process remembers of its tables."""
    session.info.setdefault(_ONCE_COMMITTED, []).append(act)


def is_transient(error: Exception) -> bool:
    """Whether the same request may succeed a moment later: locks, deadlocks, time-outs, restarts.

    The error is SQLAlchemy's, or the driver's own.
    """
    if isinstance(error, PoolTimeout):
        return True
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (isinstance(error.orig, Exception) and is_transient(error.orig))
    sqlstate = getattr(error, "sqlstate", None)
    locked = "database is locked" in str(error) or "database table is locked" in str(error)
    return sqlstate in _TRANSIENT or locked or _never_connected(error)


def _never_connected(error: Exception) -> bool:
    return type(error).__module__.startswith("psycopg") and getattr(error, "sqlstate", None) is None


def engine_for(url: str, *, connections: int = 10, bounded: bool = True) -> Engine:
    """An engine with the settings without which the two databases lose updates or wait for ever.

    Not `bounded`, statements may take as long as they take: a migration's do.
    """
    pool: dict[str, Any] = {"pool_size": connections, "max_overflow": 0, "pool_timeout": LOCK_TIMEOUT_MS / 1000}
    if make_url(url).get_backend_name() == "postgresql":
        bounds = f"-c statement_timeout=5000 -c lock_timeout={LOCK_TIMEOUT_MS} "
        bounds += "-c idle_in_transaction_session_timeout=10000 "
        options = (bounds if bounded else "") + "-c timezone=UTC"
        arguments = {"options": options, "connect_timeout": 2}
        engine = create_engine(url, connect_args=arguments, **pool)
        event.listen(engine, "checkin", _note_checkin)
        event.listen(engine, "checkout", partial(_check_idle, engine))
        return engine
    return _sqlite_engine(url, lock_timeout_ms=LOCK_TIMEOUT_MS, **pool)


def waitless_engine_for(url: str) -> Engine | None:
    """An engine of one connection that waits for no lock. None for PostgreSQL, where each read waits for the network.

    A database in memory belongs to its connection, so a second one would find another.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return None
    return _sqlite_engine(url, lock_timeout_ms=0, pool_size=1, max_overflow=0, pool_timeout=0)


def _sqlite_engine(url: str, *, lock_timeout_ms: int, **pool: Any) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False}, **pool)
    event.listen(engine, "do_connect", _keep_file_private)
    event.listen(engine, "connect", partial(_prepare_sqlite, lock_timeout_ms))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _note_checkin(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["idle_since"] = clock.monotonic()


def _check_idle(engine: Engine, connection: Any, record: ConnectionPoolEntry, _fairy: object) -> None:
    """Ask a connection that lay idle whether the server still has it; the pool opens another where it does not.

    To ask at every request is a round trip more for each. One that breaks in use is answered as Busy, and the pool
    then forgets all that it holds.
    """
    idle_since = record.info.get("idle_since")
    if idle_since is None or clock.monotonic() - idle_since < IDLE_SECONDS:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise DisconnectionError() from error


def _keep_file_private(_dialect: object, _record: object, arguments: Sequence[Any], _options: object) -> None:
    """Let only the process's user read the file: it holds personal data. SQLite's journals get the mode of the file."""
    file = Path(arguments[0])
    if arguments[0] not in {"", ":memory:"} and file.parent.is_dir():
        file.touch(mode=0o600)
        file.chmod(0o600)


def _prepare_sqlite(lock_timeout_ms: int, connection: Any, _record: object) -> None:
    # the driver's own transaction handling lost 750 of 800 concurrent updates: take it over
    connection.isolation_level = None
    # WAL has a corruption bug with several connections before SQLite 3.51.3
    journal = "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "DELETE"
    for pragma in (
        f"busy_timeout = {lock_timeout_ms}",
        "foreign_keys = ON",
        f"journal_mode = {journal}",
        "synchronous = FULL",
        "trusted_schema = OFF",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
