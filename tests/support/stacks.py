"""The six services as real processes behind their origin, once per database engine and run."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ressurspool.ops.stack import Stack
from services.scheme.services import SERVICES
from tests.journeys.cast import Cast
from tests.support.databases import ENGINES, postgres_database


@pytest.fixture(scope="session", params=ENGINES)
def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder: Path = tmp_path_factory.mktemp(f"stack_{request.param}")
    with ExitStack() as made:
        if request.param == "sqlite":
            yield made.enter_context(Stack(folder))
            return
        databases = {name: made.enter_context(postgres_database(f"ressurspool_j_{name}")) for name in SERVICES}
        few = {f"{name.upper()}_DATABASE_CONNECTIONS": "6" for name in SERVICES}  # all share one server's hundred
        yield made.enter_context(Stack(folder, databases, environment=few))


@pytest.fixture(scope="session")
def cast(stack: Stack) -> Iterator[Cast]:
    company = Cast(stack)
    yield company
    company.close()
