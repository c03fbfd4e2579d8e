"""Web on both databases, and in a browser before the real services."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from ressurspool.ops.stack import Stack
from services.scheme.services import PROCESSES
from services.web.tables import Table
from tests.journeys.cast import Cast
from tests.support.service_fixtures import committing_fixture, database_fixture, database_url_fixture
from tests.web.browsers import a_browser, chromium

database_url = database_url_fixture("web")
database = database_fixture(Table.metadata)
committed = committing_fixture("web", Table.metadata)


@pytest.fixture(scope="session")
def stack_with_web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """All services with web, once for all modules: they are in one xdist group."""
    chromium()
    with Stack(tmp_path_factory.mktemp("web"), services=PROCESSES) as stack:
        yield stack


@pytest.fixture(scope="session")
def web_cast(stack_with_web: Stack) -> Iterator[Cast]:
    cast = Cast(stack_with_web)
    yield cast
    cast.close()


@pytest.fixture(scope="session")
def browser(stack_with_web: Stack) -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser
