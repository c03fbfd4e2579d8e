"""After every fault, matching's index has to equal the tables again (I26)."""

from collections.abc import Iterator

import pytest

from tests.faults.scenes.index import HEALED_SECONDS, differences
from tests.journeys.cast import until


@pytest.fixture(autouse=True)
def _index_equals_the_tables(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "stack" in request.fixturenames:
        stack = request.getfixturevalue("stack")
        until(lambda: not differences(stack), seconds=HEALED_SECONDS, what="the index to equal the tables")
