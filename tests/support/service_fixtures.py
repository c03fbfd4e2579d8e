"""The fixtures of one service's tests; its conftest says which service."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from fastapi import FastAPI
from sqlalchemy import MetaData

from services.kit.database import Database
from services.kit.web import Given
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
    """A Database of the test's own, in which what is committed stays: for those who race.

    Nobody fails in it because the machine stood still for a moment; a deadlock PostgreSQL still tells after a second.
    """

    @pytest.fixture(params=ENGINES)
    def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
        monkeypatch.setattr("services.kit.database.LOCK_TIMEOUT_MS", PATIENCE_MS)
        with migrated_database(request.param, name) as url:
            database = Database(url, metadata)
            yield database
            database.close()

    return database


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
        return Api(create_app(given=Given(keys=StaticKeys(), database=database)))

    return api
