"""When a candidacy or a placement came to its end, and why."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.kit import clock
from services.kit.data.database import Database
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.calendar import announce_ends, announce_starts, complete_due, start_due
from tests.placements.factories import Cast, some_day
from tests.support.callers import service


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


class TestAnnounced:
    """A stay of three months, whose first and last days come near."""

    def announced(self, cast: Cast, database: Database, *, on: date) -> list[int]:
        with database.write() as session:
            store = PlacementStore(session)
            return [announce_starts(store, on=on, limit=9), announce_ends(store, on=on, limit=9)]

    def test_are_the_first_and_the_last_day_once_each(self, cast: Cast, database: Database) -> None:
        placement = cast.read(cast.agreed())
        start, end = (date.fromisoformat(placement["terms"][name]) for name in ("start", "end"))
        assert self.announced(cast, database, on=start - timedelta(days=8)) == [0, 0]
        for _ in range(2):
            assert self.announced(cast, database, on=start - timedelta(days=7)) in ([1, 0], [0, 0])
        with database.write() as session:
            assert start_due(PlacementStore(session), on=start, limit=9) == 1
        assert self.announced(cast, database, on=end - timedelta(days=31)) == [0, 0]
        assert self.announced(cast, database, on=end - timedelta(days=30)) == [0, 1]
        assert self.announced(cast, database, on=end - timedelta(days=29)) == [0, 0]
        events = [
            event["type"] for event in cast.api.get("/v1/events?limit=1000", service("placements", of="notify")).json()
        ]
        assert [events.count(f"placement.{one}_soon") for one in ("starting", "ending")] == [1, 1]

    def test_are_the_days_of_an_edit_anew(self, cast: Cast, database: Database) -> None:
        placement_id = cast.agreed()
        start = date.fromisoformat(cast.read(placement_id)["terms"]["start"])
        assert self.announced(cast, database, on=start - timedelta(days=7)) == [1, 0]
        with database.write() as session:
            placement = PlacementStore(session).placements.get_locked(UUID(placement_id))
            placement.starts = start + timedelta(days=1)
        assert self.announced(cast, database, on=start - timedelta(days=6)) == [1, 0]
