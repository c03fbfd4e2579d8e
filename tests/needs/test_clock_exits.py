"""The clock ends every open state of a need (I28)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.needs.jobs import JOBS, close_lapsed_needs
from services.needs.models import Need
from tests.lives.catalogue import NEED_LIFE
from tests.lives.clock_exits import assert_clock_ends
from tests.needs.factories import posted
from tests.support.api import Api

Scene = Callable[[Api, Database], str]


def held(api: Api, _database: Database) -> str:
    need_id, host = posted(api)
    assert api.post(f"/v1/needs/{need_id}/hold", host).status_code == 201
    return need_id


def lapsed(api: Api, database: Database) -> str:
    need_id, _ = posted(api)
    with clock.stopped_at(clock.now() + timedelta(days=101)):
        close_lapsed_needs(database)
    return need_id


SCENES: Mapping[str, Scene] = {
    "draft": lambda api, _: posted(api, publish=False)[0],
    "open": lambda api, _: posted(api)[0],
    "on_hold": held,
    "lapsed": lapsed,
}


def test_there_is_a_scene_of_each_open_state() -> None:
    """But for `filled`, which ends when its stays begin: `tests/needs/test_life.py`."""
    assert SCENES.keys() == set(NEED_LIFE.open_states) - {"filled"}


@pytest.mark.parametrize("state", SCENES)
def test_the_clock_ends_a_needs_state(state: str, api: Api, database: Database) -> None:
    need_id = UUID(SCENES[state](api, database))

    def read() -> str:
        with database.read() as session:
            return session.get_one(Need, need_id).state

    assert_clock_ends(NEED_LIFE, state, read=read, jobs=JOBS, database=database)
