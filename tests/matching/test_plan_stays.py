"""Making plans from states: several stays in a row, their bound, and pairs that are cut and widened."""

from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine.planning.pool import ChangingPool, clipped
from services.matching.engine.planning.single_stays import make_plan
from services.matching.engine.planning.solution import Shortfall, Solution, Stay
from services.matching.engine.planning.stays_in_a_row import make_plan_in_rows
from services.matching.engine.planning.wishes import Objective, Wishes
from services.matching.fit.states import Period
from services.scheme.months import last_day
from tests.matching.scenes.states import TODAY, a_need, a_window, an_expert, an_id
from vocabulary import load

MONTHS = st.integers(2, 9)


def a_pool(*experts: dict[str, Any]) -> ChangingPool:
    return ChangingPool([an_expert(n, **one) for n, one in enumerate(experts, 1)], on=TODAY, vocabulary=load())


def unreported(_progress: int) -> None:
    """Nobody listens."""


def need_in(n: int, month: int, *, weeks: int = 2, **changes: Any) -> Any:
    """Begins within the first weeks of that month."""
    start, latest = date(2027, month, 1), date(2027, month, 7 * weeks)
    return a_need(1000 + n, earliest_start=start.isoformat(), latest_start=latest.isoformat(), **changes)


def days_overlap(plan: Solution) -> bool:
    by_expert: dict[str, list[Stay]] = {}
    for stay in sorted(plan.stays, key=lambda stay: stay.start):
        by_expert.setdefault(stay.expert, []).append(stay)
    return any(later.start <= earlier.end for stays in by_expert.values() for earlier, later in pairwise(stays))


class TestInARow:
    @settings(max_examples=60)
    @given(
        months=st.lists(MONTHS, min_size=1, max_size=6),
        places=st.integers(1, 2),
        most=st.integers(2, 4),
        cap=st.integers(0, 5),
        objective=st.sampled_from(list(Objective)),
    )
    def test_never_overlaps_nor_exceeds(
        self, months: list[int], places: int, most: int, cap: int, objective: Objective
    ) -> None:
        pool = a_pool({}, {"windows": [a_window("2027-04-01", "2027-10-31")]}, {"home": "880455702", "skills": []})
        needs = [need_in(n, month, places=places) for n, month in enumerate(months)]
        wishes = Wishes(objective=objective, in_a_row=most, caps={"942114184": cap})
        plan = make_plan_in_rows(wishes, needs, pool, report=unreported)
        assert not days_overlap(plan)
        assert len({(stay.need, stay.expert) for stay in plan.stays}) == len(plan.stays)
        assert len([stay for stay in plan.stays if stay.expert != an_id(3)]) <= cap
        assert all(sum(stay.expert == an_id(n) for stay in plan.stays) <= most for n in (1, 2, 3))
        assert sum(gap.places for gap in plan.gaps) + len(plan.stays) == plan.places
        got = len(plan.stays) if objective is Objective.MOST_PLACEMENTS else sum(stay.score for stay in plan.stays)
        assert got <= plan.loss.highest

    def test_repairs_what_a_round_did_in_the_wrong_order(self) -> None:
        """Only the first can fill the second need; the rounds alone may have given them the first need."""
        pool = a_pool({"languages": ["nb", "se"]}, {"skills": [], "fields": [{"field": "service-design", "level": 1}]})
        needs = [need_in(1, 3, must_skills=["prototyping"]), need_in(2, 4, languages=["se"])]
        plan = make_plan_in_rows(Wishes(objective=Objective.MOST_SCORE, in_a_row=2), needs, pool, report=unreported)
        assert {(stay.need, stay.expert) for stay in plan.stays} == {(an_id(1001), an_id(2)), (an_id(1002), an_id(1))}


class TestWidening:
    @pytest.mark.parametrize("objective", list(Objective))
    def test_fills_what_a_short_list_would_leave_empty(self, objective: Objective) -> None:
        """Ten needs with the same best expert first: of a list of one each, nine would stay empty."""
        pool = a_pool(*({} for _ in range(10)))
        needs = [need_in(n, 3) for n in range(10)]
        plan = make_plan(Wishes(objective=objective), needs, pool, report=unreported, limit=1)
        assert len(plan.stays) == 10
        assert plan.loss.at_most == 0


class TestGaps:
    def test_of_somebody_in_a_fixed_pair_is_that_they_are_taken(self) -> None:
        """They suit: it is no condition that keeps them out."""
        pool, needs = a_pool({}), [need_in(0, 3), need_in(1, 3)]
        plan = make_plan(
            Wishes(objective=Objective.MOST_SCORE, fixed=((needs[0].id, an_id(1)),)), needs, pool, report=unreported
        )
        assert [(gap.need, gap.because, gap.condition) for gap in plan.gaps] == [
            (needs[1].id, Shortfall.PEOPLE_TAKEN, None)
        ]


class TestOrder:
    @pytest.mark.parametrize("objective", list(Objective))
    @pytest.mark.parametrize("in_a_row", [1, 2])
    def test_of_arrival_changes_nothing(self, objective: Objective, in_a_row: int) -> None:
        """Many of equal score, so that only the order could distinguish them."""
        experts = [an_expert(n, fields=[{"field": "service-design", "level": 1 + n % 3}]) for n in range(1, 13)]
        needs = [need_in(n, 3 + n % 3) for n in range(9)]
        plans = []
        for seed in range(6):
            chance = Random(seed)
            pool = ChangingPool(chance.sample(experts, len(experts)), on=TODAY, vocabulary=load())
            wishes = Wishes(objective=objective, in_a_row=in_a_row)
            make = make_plan if in_a_row == 1 else make_plan_in_rows
            plans.append(make(wishes, chance.sample(needs, len(needs)), pool, report=unreported))
        assert all(sorted(plan.stays, key=str) == sorted(plans[0].stays, key=str) for plan in plans)


class TestHorizon:
    @given(first=MONTHS, last=MONTHS)
    def test_holds_every_stay(self, first: int, last: int) -> None:
        horizon = Period(start=date(2027, first, 10), end=date(2027, last, 20))
        need = clipped(need_in(1, 3, weeks=4), horizon)
        for start in {need.earliest_start, need.latest_start}:
            if need.earliest_start <= need.latest_start:
                assert horizon.start <= start
                assert last_day(start, months=need.months) <= horizon.end
