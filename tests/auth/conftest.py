"""auth on both databases."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from services.auth.credentials import passwords
from services.auth.main import create_app
from services.auth.operator.preparation import prepare
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from tests.support.api import Api
from tests.support.databases import ENGINES, copied_database, migrated_database
from tests.support.service_fixtures import (
    api_fixture,
    committing,
    committing_fixture,
    database_fixture,
    empty_url_fixture,
)


@pytest.fixture(scope="module", autouse=True)
def _cheap_hashes() -> Iterator[None]:
    """Passwords are hashed for a thousandth of what it costs a service (tests/architecture/test_passwords.py)."""
    cheap = PasswordHasher(memory_cost=8, time_cost=1, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", cheap)
        patch.setattr(passwords, "_dummy_hash", cheap.hash("nobody"))
        yield


@pytest.fixture(scope="session", params=ENGINES)
def prepared(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """An engine, and a database on it after start-up that copies are made from: bodies, clients, a key take a while."""
    with migrated_database(request.param, "auth") as url:
        database = Database(url, Table.metadata)
        prepare(database, AuthSettings())
        database.close()
        yield request.param, url


@pytest.fixture(scope="session")
def database_url(prepared: tuple[str, str]) -> Iterator[str]:
    """A database after start-up, in which every test is undone."""
    with copied_database(*prepared) as url:
        yield url


@pytest.fixture
def started(prepared: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database after start-up of the test's own, in which what is committed stays: for those who race."""
    with copied_database(*prepared) as url, committing(url, Table.metadata, monkeypatch) as database:
        yield database


database = database_fixture(Table.metadata)
new_database = committing_fixture("auth", Table.metadata)  # that nobody started yet
api = api_fixture(create_app)  # believes the tokens of the tests' own key


@pytest.fixture
def settings() -> AuthSettings:
    return AuthSettings()


@pytest.fixture
def real_api(database: Database, settings: AuthSettings) -> Api:
    """auth, believing only the tokens it signed itself."""
    return Api(create_app(settings, overrides=Overrides(database=database, revocations=Revocations.nothing_revoked())))


empty_url = empty_url_fixture()
