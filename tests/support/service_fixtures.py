"""The fixtures of one service's tests. The conftest says which service."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pytest
from fastapi import FastAPI
from sqlalchemy import MetaData, Pool, QueuePool

from services.kit.data.database import Database
from services.kit.web.application import Overrides
from tests.support.api import Api
from tests.support.callers import StaticKeys
from tests.support.databases import ENGINES, empty_database, migrated_database, rolled_back

PATIENCE_MS = 4_500  # a little less than a statement may take


def empty_url_fixture() -> Any:
    """A database that nothing was done to yet."""

    @pytest.fixture(params=ENGINES)
    def empty_url(request: pytest.FixtureRequest) -> Iterator[str]:
        with empty_database(request.param) as url:
            yield url

    return empty_url


def database_url_fixture(name: str, *, scope: Literal["session", "module", "function"] = "session") -> Any:
    """A migrated database of a service, on each engine; of all tests, unless a narrower scope is named."""

    @pytest.fixture(scope=scope, params=ENGINES)
    def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
        with migrated_database(request.param, name) as url:
            yield url

    return database_url


def committing_fixture(name: str, metadata: MetaData) -> Any:
    """A migrated Database of the test's own, in which what is committed stays: for those who race."""

    @pytest.fixture(params=ENGINES)
    def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
        with migrated_database(request.param, name) as url, committing(url, metadata, monkeypatch) as database:
            yield database

    return database


@contextmanager
def committing(url: str, metadata: MetaData, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A Database in which nobody fails because the machine stood still for a moment.

    A deadlock PostgreSQL still reports after a second.
    """
    monkeypatch.setattr("services.kit.data.database.LOCK_TIMEOUT_MS", PATIENCE_MS)
    database = Database(url, metadata)
    yield database
    _wait_for_threads(database)
    database.close()


def _wait_for_threads(database: Database) -> None:
    """A thread whose task was cancelled reads on for a moment, and gives its connection back before the test ends."""
    ends = time.monotonic() + 5
    while time.monotonic() < ends and any(_checked_out(engine.pool) for engine in database.engines):
        time.sleep(0.01)


def _checked_out(pool: Pool) -> int:
    return pool.checkedout() if isinstance(pool, QueuePool) else 0


def database_fixture(metadata: MetaData) -> Any:
    """A Database whose changes are undone after the test."""

    @pytest.fixture
    def database(database_url: str) -> Iterator[Database]:
        with rolled_back(database_url, metadata) as database:
            yield database

    return database


def api_fixture(create_app: Callable[..., FastAPI]) -> Any:
    """A client of the service on the test's database."""

    @pytest.fixture
    def api(database: Database) -> Api:
        return Api(create_app(overrides=Overrides(keys=StaticKeys(), database=database)))

    return api
