"""Every scene, set up."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest

from tests.access.scene import Played, played
from tests.access.scenes import SCENES
from tests.support.databases import ENGINES, empty_database


@pytest.fixture(scope="module", params=ENGINES)
def stages(request: pytest.FixtureRequest) -> Iterator[Mapping[str, Played]]:
    """Every scene, set up once: on SQLite in a file each, since every one holds its write lock."""
    with ExitStack() as opened:
        shared = opened.enter_context(empty_database("postgresql")) if request.param == "postgresql" else None
        urls = {name: shared or opened.enter_context(empty_database("sqlite")) for name in SCENES}
        yield {name: opened.enter_context(played(scene, urls[name])) for name, scene in SCENES.items()}
