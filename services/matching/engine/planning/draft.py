"""A plan being made: the stays assigned so far, and the places, lendings and days that are left."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from services.matching.engine.planning.market import UNLIMITED, Ints, Market, ints
from services.matching.engine.planning.pool import ChangingPool, Found, Pool, Suited, clipped
from services.matching.engine.planning.solution import Stay
from services.matching.engine.planning.wishes import PairId, Wishes
from services.matching.fit.states import NeedState, Period
from services.scheme.months import last_day


class Draft:
    """A plan being made, in which a person goes once. The needs stand in the order of their ids."""

    def __init__(self, wishes: Wishes, needs: Iterable[NeedState], pool: Pool) -> None:
        self.wishes, self.pool = wishes, pool
        self.needs = sorted(needs, key=lambda need: need.id)
        self.places = [max(need.places - need.filled, 0) if need.state == "open" else 0 for need in self.needs]
        self.offered = sum(self.places)
        self.stays: list[Stay] = []
        self.dropped: list[PairId] = []
        self._assigned: set[PairId] = set()
        self._times: dict[int, int] = {}
        self._lent: dict[str, int] = {}
        self._fix(wishes.fixed)

    def _fix(self, fixed: Iterable[PairId]) -> None:
        """Assign the fixed pairs first. Those that no longer fit are dropped, and listed in `dropped`."""
        at = {need.id: number for number, need in enumerate(self.needs)}
        for need_id, expert_id in sorted(fixed):
            number, expert = at.get(need_id), self.pool.find_number(expert_id)
            found = None if number is None or expert is None else self.suits(number, expert)
            if number is None or found is None or not self.places[number] or not self.may_go(number, found.expert):
                self.dropped.append((need_id, expert_id))
            else:
                self.assign(number, found, fixed=True)

    def suits(self, number: int, expert: int) -> Suited | None:
        need = self.needs[number]
        return self.pool.suits(need, clipped(need, self.wishes.horizon), expert)

    def pair_of(self, number: int, expert: int) -> Suited:
        """The pair of a need and an expert who was found for it."""
        suited = self.suits(number, expert)
        assert suited is not None, "whoever was found suits where nothing was assigned since"
        return suited

    def find(self, number: int, limit: int | None) -> Found:
        return self.pool.find(
            self.needs[number], limit=limit, horizon=self.wishes.horizon, excluded=self.wishes.excluded
        )

    def assign(self, number: int, suited: Suited, *, fixed: bool = False) -> None:
        """Assign the expert to the need, from the earliest day they can begin."""
        need, start = self.needs[number], suited.pair.earliest_start
        assert start is not None, "a pair that suits can begin"
        expert, end = suited.pair.expert, last_day(start, months=need.months)
        self.stays.append(Stay(need=need.id, expert=expert.id, score=suited.score, start=start, end=end, fixed=fixed))
        self.places[number] -= 1
        self._assigned.add((need.id, expert.id))
        self._times[suited.expert] = self._times.get(suited.expert, 0) + 1
        self._lent[expert.home] = self._lent.get(expert.home, 0) + 1

    def number_of(self, need_id: str) -> int:
        return bisect_left(self.needs, need_id, key=lambda need: need.id)

    def times_left(self, expert: int) -> int:
        return self.wishes.in_a_row - self._times.get(expert, 0)

    def may_go(self, number: int, expert: int) -> bool:
        """Whether the person may go once more: to this need for the first time, and within their home agency's cap."""
        one = self.pool[expert]
        again = (self.needs[number].id, one.id) in self._assigned
        return not again and self.times_left(expert) > 0 and self.cap_left(one.home) > 0

    def cap_left(self, home: str) -> int:
        cap = self.wishes.caps.get(home)
        return UNLIMITED if cap is None else max(cap - self._lent.get(home, 0), 0)

    def market(self, found: Sequence[Found]) -> Market:
        """The pairs found, but not those of people who cannot go once more."""
        pairs = [(number, each) for number, each in enumerate(found) if self.places[number]]
        need = _joined([np.full(len(each.experts), number) for number, each in pairs])
        expert, score = _joined([each.experts for _, each in pairs]), _joined([each.scores for _, each in pairs])
        away = ints(number for number in self._times if self.times_left(number) <= 0)
        going = ~np.isin(expert, away) & ~self._are_assigned(need, expert)
        homes, home = self.pool.homes
        return Market(
            need=need[going],
            expert=expert[going],
            score=score[going],
            places=ints(self.places),
            home=home,
            caps=ints(self.cap_left(one) for one in homes),
            left_out=ints(each.next_score for each in found),
        )

    def _are_assigned(self, need: Ints, expert: Ints) -> NDArray[np.bool_]:
        """Which of these pairs are assigned already: nobody goes twice to one need."""
        assigned = ints(self.number_of(one) * len(self.pool) + self._number(other) for one, other in self._assigned)
        return np.isin(need * len(self.pool) + expert, assigned)

    def _number(self, expert_id: str) -> int:
        """The number of an expert of the pool."""
        number = self.pool.find_number(expert_id)
        assert number is not None
        return number


class DraftInARow(Draft):
    """A plan being made in which a person may go several times: the days of each stay are busy for the next."""

    pool: ChangingPool

    def __init__(self, wishes: Wishes, needs: Iterable[NeedState], pool: ChangingPool) -> None:
        super().__init__(wishes, needs, pool)

    def assign(self, number: int, suited: Suited, *, fixed: bool = False) -> None:
        super().assign(number, suited, fixed=fixed)
        stay, expert = self.stays[-1], suited.pair.expert
        self.pool.change(suited.expert, replace(expert, busy=(*expert.busy, Period(start=stay.start, end=stay.end))))

    def unassign(self, stay: Stay) -> Suited:
        """Undo a stay. Returns the pair as it suits now, so that it can be assigned again."""
        number, expert = self.number_of(stay.need), self._number(stay.expert)
        one = self.pool[expert]
        kept = list(one.busy)
        kept.remove(Period(start=stay.start, end=stay.end))
        self.pool.change(expert, replace(one, busy=tuple(kept)))
        self.stays.remove(stay)
        self.places[number] += 1
        self._assigned.discard((stay.need, stay.expert))
        self._times[expert] -= 1
        self._lent[one.home] -= 1
        return self.pair_of(number, expert)


def _joined(columns: Sequence[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, np.int64), *columns])
