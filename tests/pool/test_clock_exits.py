"""The clock ends every open state of a profile (I28)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.pool.jobs import JOBS, end_untouched_job
from services.pool.models import Expert
from services.pool.settings import PoolSettings
from tests.lives.catalogue import EXPERT_LIFE
from tests.lives.clock_exits import assert_clock_ends
from tests.pool.factories import endorsed, signed_up
from tests.support.api import Api
from tests.support.callers import BAERUM, person

Scene = Callable[[Api, Database], str]


def returned(api: Api, _database: Database) -> str:
    expert_id, _ = signed_up(api)
    answer = api.post(f"/v1/experts/{expert_id}/return", person("coordinator", BAERUM), json={"reason": "other"})
    assert answer.status_code == 201, answer.text
    return expert_id


def paused(api: Api, _database: Database) -> str:
    expert_id, me = endorsed(api)
    assert api.post(f"/v1/experts/{expert_id}/pause", me, json={"reason": "workload"}).status_code == 201
    return expert_id


def expired(api: Api, database: Database) -> str:
    expert_id, _ = endorsed(api)
    with clock.stopped_at(clock.now() + timedelta(days=401)):
        for job in JOBS:
            job.work(database)
    return expert_id


SCENES: Mapping[str, Scene] = {
    "draft": lambda api, _: signed_up(api, submit=False)[0],
    "submitted": lambda api, _: signed_up(api)[0],
    "returned": returned,
    "available": lambda api, _: endorsed(api)[0],
    "paused": paused,
    "expired": expired,
}


def test_there_is_a_scene_of_each_open_state() -> None:
    assert SCENES.keys() == set(EXPERT_LIFE.open_states)


@pytest.mark.parametrize("state", SCENES)
def test_the_clock_ends_a_profiles_state(state: str, api: Api, database: Database) -> None:
    expert_id = UUID(SCENES[state](api, database))

    def read() -> str:
        with database.read() as session:
            return session.get_one(Expert, expert_id).state

    assert_clock_ends(EXPERT_LIFE, state, read=read, jobs=[*JOBS, end_untouched_job(PoolSettings())], database=database)
