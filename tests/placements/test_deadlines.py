"""The time to decide on a placement is over before it begins."""

from datetime import datetime

from services.kit import clock
from tests.placements.factories import Cast, some_day


def decide_by(cast: Cast, starts_in: int) -> datetime:
    placement_id = cast.proposed(start=str(some_day(starts_in)))
    return datetime.fromisoformat(cast.read(placement_id)["decide_by"])


class TestDecideBy:
    def test_does_not_lie_after_the_start(self, cast: Cast) -> None:
        assert decide_by(cast, 5) == clock.end_of(some_day(4))

    def test_is_the_end_of_today_where_the_stay_begins_today(self, cast: Cast) -> None:
        assert decide_by(cast, 0) == clock.end_of(some_day(0))

    def test_is_the_usual_one_where_there_is_time(self, cast: Cast) -> None:
        assert decide_by(cast, 60) < clock.end_of(some_day(14))

    def test_moves_with_the_start(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        changed = cast.edit(cast.home, placement_id, start=str(some_day(3)))
        assert datetime.fromisoformat(changed.json()["decide_by"]) == clock.end_of(some_day(2))
