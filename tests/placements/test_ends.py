"""When a candidacy or a placement came to its end, and why."""

from datetime import date, datetime, timedelta
from typing import Any

from services.kit import clock
from services.kit.data.database import Database
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.calendar import complete_due, start_due
from tests.placements.factories import Cast, some_day


def is_now(shown: dict[str, Any]) -> bool:
    return abs(clock.now() - datetime.fromisoformat(shown["ended_at"])) < timedelta(minutes=1)


def test_what_goes_on_has_no_end(cast: Cast) -> None:
    placement = cast.read(cast.agreed())
    assert placement["ended_at"] is None
    candidacy = cast.api.get(f"/v1/candidacies/{placement['candidacy_id']}", cast.host).json()
    assert candidacy["ended_at"] is None


def test_a_candidacy_ends_with_a_reason_and_a_moment(cast: Cast) -> None:
    ended = cast.do(cast.employee, cast.invited(), "decline", reason="workload").json()
    assert ended["reason"] == "workload"
    assert is_now(ended)


def test_a_placement_ends_with_a_reason_and_a_moment(cast: Cast) -> None:
    path = f"/v1/placements/{cast.proposed()}/cancellation"
    ended = cast.api.post(path, cast.host, json={"reason": "workload"}).json()
    assert ended["reason"] == "workload"
    assert is_now(ended)


def test_a_completed_stay_has_its_moment_and_no_reason(cast: Cast, database: Database) -> None:
    placement_id = cast.agreed()
    with database.write() as session:
        assert start_due(PlacementStore(session), on=some_day(), limit=9) == 1
        assert complete_due(PlacementStore(session), on=date(2100, 1, 1), limit=9) == 1
    completed = cast.read(placement_id)
    assert completed["reason"] is None
    assert is_now(completed)
