"""Migrated databases on both engines: one per service and run, each test in a transaction that is rolled back."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine, MetaData, event, text

from services.kit.data.database import Database, engine_for
from services.kit.data.migrations import upgrade
from services.kit.ids import new_epoch

POSTGRES = os.environ.get("TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
ENGINES = ["sqlite", "postgresql"]
_templates = ExitStack()


@cache
def postgres_reachable() -> bool:
    try:
        psycopg.connect(POSTGRES, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def require_postgres() -> None:
    """Skip, or fail where REQUIRE_POSTGRES=1 says that a server must be there."""
    if postgres_reachable():
        return
    if os.environ.get("REQUIRE_POSTGRES") == "1":
        pytest.fail(f"REQUIRE_POSTGRES=1, and no PostgreSQL answers at {POSTGRES}")
    pytest.skip(f"no PostgreSQL answers at {POSTGRES}; set TEST_POSTGRES to one")


@contextmanager
def postgres_database(prefix: str, *, template: str = "template1") -> Iterator[str]:
    """The URL of a new PostgreSQL database that is dropped at the end; empty, unless it is made from a template."""
    require_postgres()
    name = f"{prefix}_{uuid4().hex[:12]}"
    _administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        base = POSTGRES.rsplit("/", 1)[0].replace("postgresql://", "postgresql+psycopg://")
        yield f"{base}/{name}"
    finally:
        _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def sqlite_database(prefix: str) -> Iterator[str]:
    """The URL of a new SQLite file that is removed at the end."""
    folder = Path(mkdtemp(prefix=prefix))
    try:
        yield f"sqlite:///{folder / 'test.db'}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def empty_database(engine: str, prefix: str = "ressurspool_test") -> Iterator[str]:
    with postgres_database(prefix) if engine == "postgresql" else sqlite_database(prefix) as url:
        yield url


@contextmanager
def migrated_database(engine: str, service: str) -> Iterator[str]:
    """The URL of a database of one's own that a service's migrations have been run on."""
    with copied_database(engine, _template(engine, service)) as url:
        yield url


@contextmanager
def copied_database(engine: str, original: str) -> Iterator[str]:
    """The URL of a copy of a database that nobody is connected to, under an epoch of its own as if it was migrated."""
    if engine == "postgresql":
        with postgres_database("ressurspool_copy", template=original.rpartition("/")[2]) as url:
            yield _with_own_epoch(url)
    else:
        with sqlite_database("ressurspool_copy") as url:
            shutil.copyfile(_file_of(original), _file_of(url))
            yield _with_own_epoch(url)


@cache
def _template(engine: str, service: str) -> str:
    """The URL of the database that copies are made from: migrated once in this process."""
    url = _templates.enter_context(empty_database(engine, f"ressurspool_{service}"))
    upgrade(service, url)
    return url


def drop_templates() -> None:
    """At the end of the run, once no more copies are made."""
    _template.cache_clear()
    _templates.close()


def _file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _with_own_epoch(url: str) -> str:
    engine = engine_for(url, connections=1)
    with engine.begin() as connection:
        connection.execute(text("UPDATE feed_head SET epoch = :epoch"), {"epoch": new_epoch()})
    engine.dispose()
    return url


@contextmanager
def rolled_back(url: str, metadata: MetaData) -> Iterator[Database]:
    """A Database whose every commit happens inside one outer transaction, undone at the end."""
    engine = _engine(url)
    with engine.execution_options(immediate=True).connect() as connection:
        outer = connection.begin()
        database = Database(url, metadata, bind=connection)
        yield database
        database.close()
        if outer.is_active:
            outer.rollback()
    engine.dispose()


@cache
def _engine(url: str) -> Engine:
    """One for all tests on a database: each connects anew, and none compiles the statements of the others again."""
    engine = engine_for(url, connections=2)
    event.listen(engine, "before_cursor_execute", refuse_on_the_loop)
    return engine


def refuse_on_the_loop(*_statement: object) -> None:
    """On the event loop a statement holds up every other request: `async def` is for what asks no database."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise AssertionError("a statement on the event loop")


def _administer(statement: str) -> None:
    with psycopg.connect(POSTGRES, autocommit=True, connect_timeout=5) as connection:
        connection.execute(statement.encode())
