"""The table names every goal once, its id first and its verdict last."""

from dataclasses import replace

import pytest

from benchmarks.goals import GOALS, MEMORY, START, Measured
from benchmarks.table import amount, table


def all_measured() -> list[Measured]:
    return [Measured(goal=goal, rounds=[(1.0, 1.0)]) for goal in GOALS]


class TestTable:
    def test_has_a_line_for_every_goal_in_their_order(self) -> None:
        lines = table(list(reversed(all_measured())), GOALS).splitlines()[1:]
        assert [line.split()[0] for line in lines] == [goal.id for goal in GOALS]
        assert all(line.split(maxsplit=1)[1].startswith(goal.what) for line, goal in zip(lines, GOALS, strict=True))

    def test_ends_each_line_with_the_verdict(self) -> None:
        measured = [Measured(goal=START, rounds=[(9.0, 6.0)]), Measured(goal=MEMORY, rounds=[(471.0, 700.0)])]
        lines = table(measured, (START, MEMORY)).splitlines()[1:]
        assert [line.split()[-1] for line in lines] == ["short", "ok"]

    def test_shows_ours_the_peers_and_the_ratio(self) -> None:
        line = table([Measured(goal=START, rounds=[(9.0, 6.0)])], (START,)).splitlines()[1]
        assert line.split("goal")[-1].split() == ["9.00", "s", "6.00", "s", "1.50", "≤", "1", "short"]

    def test_refuses_a_goal_that_was_not_measured(self) -> None:
        with pytest.raises(ValueError, match="once"):
            table(all_measured()[1:], GOALS)

    def test_refuses_a_goal_that_was_measured_twice(self) -> None:
        with pytest.raises(ValueError, match="once"):
            table([*all_measured(), all_measured()[0]], GOALS)

    def test_refuses_a_goal_nobody_set(self) -> None:
        stranger = Measured(goal=replace(START, what="something else"), rounds=[(1.0, 1.0)])
        with pytest.raises(ValueError, match="once"):
            table([*all_measured(), stranger], GOALS)


class TestAmount:
    @pytest.mark.parametrize(
        ("value", "shown"), [(0.94, "0.94 s"), (9.07, "9.07 s"), (27.24, "27.2 s"), (471.3, "471 s")]
    )
    def test_shows_three_digits_that_count(self, value: float, shown: str) -> None:
        assert amount(value, "s") == shown
