"""auth on both databases."""

from collections.abc import Iterator

import pytest

from services.auth.main import create_app
from services.auth.models import Table
from services.auth.service import prepare
from services.auth.settings import AuthSettings
from services.kit.database import Database
from services.kit.web import Given
from tests.support.api import Api
from tests.support.databases import ENGINES, empty_database
from tests.support.service_fixtures import api_fixture, database_fixture, database_url_fixture

database_url = database_url_fixture("auth")
database = database_fixture(Table.metadata)
unprepared_api = api_fixture(create_app)


@pytest.fixture
def settings() -> AuthSettings:
    return AuthSettings()


@pytest.fixture
def prepared(database: Database, settings: AuthSettings) -> Database:
    """The database after start-up: bodies, clients, a key."""
    prepare(database, settings)
    return database


@pytest.fixture
def api(prepared: Database, unprepared_api: Api) -> Api:
    """auth, believing the tokens of the tests' own key."""
    return unprepared_api


@pytest.fixture
def real_api(prepared: Database, settings: AuthSettings) -> Api:
    """auth, believing only the tokens it signed itself."""
    return Api(create_app(settings, given=Given(database=prepared)))


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest) -> Iterator[str]:
    with empty_database(request.param) as url:
        yield url
