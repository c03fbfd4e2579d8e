"""The six services as real processes, for what the documentation shows."""

from collections.abc import Iterator

import pytest

from ressurspool.ops.stack import Stack
from tests.journeys.cast import Cast


@pytest.fixture(scope="session")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """People who can log in at a stack on SQLite."""
    with Stack(tmp_path_factory.mktemp("stack_docs")) as stack:
        company = Cast(stack)
        yield company
        company.close()
