"""The clock ends every open state of candidacies and placements (I28)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.placements.amendments.models import Amendment
from services.placements.candidacies.models import Candidacy
from services.placements.jobs import JOBS, follow_calendar
from services.placements.placements.models import Placement
from tests.lives.catalogue import AMENDMENT_LIFE, CANDIDACY_LIFE, PLACEMENT_LIFE
from tests.lives.clock_exits import assert_clock_ends
from tests.placements.factories import Cast, some_day, terms
from tests.placements.stays import begun

Scene = Callable[[Cast, Database], str]


def interested(cast: Cast, _database: Database) -> str:
    candidacy_id = cast.invited()
    assert cast.do(cast.employee, candidacy_id, "interest").status_code == 201
    return candidacy_id


def active(cast: Cast, database: Database) -> str:
    """A stay that began today, agreed while its first day was still to come."""
    placement_id = cast.agreed(**terms(start=str(some_day(1))))
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        follow_calendar(database)
    return placement_id


CANDIDACIES: Mapping[str, Scene] = {
    "applied": lambda cast, _: cast.applied(),
    "invited": lambda cast, _: cast.invited(),
    "interested": interested,
    "offered": lambda cast, _: cast.offered(),
}
PLACEMENTS: Mapping[str, Scene] = {
    "proposed": lambda cast, _: cast.proposed(),
    "agreed": lambda cast, _: cast.agreed(),
    "active": active,
}


def test_there_is_a_scene_of_each_open_state() -> None:
    """But for `reserve`, which ends with the need: `tests/placements/test_reserve.py`."""
    assert CANDIDACIES.keys() == set(CANDIDACY_LIFE.open_states) - {"reserve"}
    assert PLACEMENTS.keys() == set(PLACEMENT_LIFE.open_states)


@pytest.mark.parametrize("state", CANDIDACIES)
def test_the_clock_ends_a_candidacy(state: str, cast: Cast, database: Database) -> None:
    candidacy_id = UUID(CANDIDACIES[state](cast, database))

    def read() -> str:
        with database.read() as session:
            return session.get_one(Candidacy, candidacy_id).state

    assert_clock_ends(CANDIDACY_LIFE, state, read=read, jobs=JOBS, database=database)


@pytest.mark.parametrize("state", PLACEMENTS)
def test_the_clock_ends_a_placement(state: str, cast: Cast, database: Database) -> None:
    placement_id = UUID(PLACEMENTS[state](cast, database))

    def read() -> str:
        with database.read() as session:
            return session.get_one(Placement, placement_id).state

    assert_clock_ends(PLACEMENT_LIFE, state, read=read, jobs=JOBS, database=database)


def test_the_clock_ends_an_amendment(cast: Cast, database: Database) -> None:
    with begun(cast, database) as stay:
        amendment_id = UUID(stay.extended()["id"])

        def read() -> str:
            with database.read() as session:
                return session.get_one(Amendment, amendment_id).state

        assert_clock_ends(AMENDMENT_LIFE, "proposed", read=read, jobs=JOBS, database=database)
