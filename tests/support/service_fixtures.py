"""The fixtures of one service's tests; its conftest says which service."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import MetaData

from services.kit.database import Database
from services.kit.web import Given
from tests.support.api import Api
from tests.support.callers import StaticKeys
from tests.support.databases import ENGINES, migrated_database, rolled_back


def database_url_fixture(name: str) -> Any:
    """A session-wide migrated database of a service, on each engine."""

    @pytest.fixture(scope="session", params=ENGINES)
    def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
        with migrated_database(request.param, name) as url:
            yield url

    return database_url


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
