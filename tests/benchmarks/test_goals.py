"""The arithmetic of verdicts: ok, or short of the goal."""

import pytest

from benchmarks.__main__ import ALL
from benchmarks.goals import DAY_RATE, Bound, Goal, Measured


def a_goal(bound: Bound, limit: float) -> Goal:
    return Goal(id="P7", what="something; its peer", unit="/s", bound=bound, limit=limit)


class TestVerdict:
    @pytest.mark.parametrize(
        ("ours", "verdict"), [(39.9, "short"), (40.0, "ok"), (400.0, "ok")], ids=["below", "at the limit", "above"]
    )
    def test_of_a_floor(self, ours: float, verdict: str) -> None:
        assert Measured(goal=a_goal(Bound.AT_LEAST, 0.4), rounds=[(ours, 100.0)]).verdict == verdict

    @pytest.mark.parametrize(
        ("ours", "verdict"), [(5.9, "ok"), (6.0, "ok"), (6.1, "short")], ids=["below", "at the limit", "above"]
    )
    def test_of_a_ceiling(self, ours: float, verdict: str) -> None:
        assert Measured(goal=a_goal(Bound.AT_MOST, 1.0), rounds=[(ours, 6.0)]).verdict == verdict


class TestRatio:
    def test_is_the_median_of_the_rounds_ratios_and_not_the_ratio_of_the_medians(self) -> None:
        slow, quick = (10.0, 100.0), (90.0, 300.0)
        measured = Measured(goal=a_goal(Bound.AT_LEAST, 0.4), rounds=[slow, quick, (50.0, 1000.0)])
        assert measured.ratio == pytest.approx(0.1)
        assert measured.ours / measured.peers == pytest.approx(50 / 300)

    def test_is_not_moved_by_one_disturbed_round(self) -> None:
        rounds = [(50.0, 100.0), (51.0, 100.0), (1.0, 100.0)]
        assert Measured(goal=a_goal(Bound.AT_LEAST, 0.4), rounds=rounds).verdict == "ok"


class TestGoals:
    def test_every_goal_of_the_scheme_is_measured_in_order(self) -> None:
        names = [goal.id for goal in (*ALL, *DAY_RATE.values())]
        assert sorted(set(names), key=lambda name: int(name[1:])) == [f"P{number}" for number in range(1, 15)]
        assert names == sorted(names, key=lambda name: int(name[1:]))

    def test_no_two_goals_read_alike(self) -> None:
        assert len({(goal.id, goal.what) for goal in ALL}) == len(ALL)
