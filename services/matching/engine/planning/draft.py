"""A plan being made: the stays assigned so far, and the places, lendings and days that are left."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from services.matching.engine.planning.market import UNLIMITED, Ints, Market, ints
from services.matching.engine.planning.pool import Above, ChangingPool, Found, Pool, Progress, Suited, clipped
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

    def find_each(self, limit: int, progress: Progress) -> list[Found]:
        """The best experts for each need."""
        horizon, excluded = self.wishes.horizon, self.wishes.excluded
        return self.pool.find_each(self.needs, limit=limit, horizon=horizon, excluded=excluded, progress=progress)

    def further(self, market: Market, price: Ints, least: Ints, limit: int) -> Market:
        """The market with the pairs that were left out, and score higher than the expert's price and a need's least.

        At most `limit` of each need. The same market where there are none.
        """
        numbers = np.flatnonzero((market.left_out > least) & (market.places > 0))
        price = price.copy()
        price[self._away()] = np.iinfo(np.int64).max // 2
        found = self.pool.find_each(
            [self.needs[number] for number in numbers.tolist()],
            limit=limit,
            horizon=self.wishes.horizon,
            excluded=self.wishes.excluded,
            above=Above(price=price, least=least[numbers]),
        )
        need, expert, score = _columns(numbers, found)
        return market.widened(need, expert, score) if len(need) else market

    def place(self, market: Market, chosen: Ints) -> None:
        """Assign the chosen pairs of a market, after which nothing is assigned any more."""
        columns = (market.need[chosen], market.expert[chosen], market.score[chosen])
        for number, expert, score in zip(*(column.tolist() for column in columns), strict=True):
            need = self.needs[number]
            start = self.pool.first_day(need, clipped(need, self.wishes.horizon), expert)
            end = last_day(start, months=need.months)
            self.stays.append(Stay(need=need.id, expert=self.pool.id_of(expert), score=score, start=start, end=end))

    def market(self, found: Sequence[Found]) -> Market:
        """The pairs found, but not those of people who cannot go once more."""
        numbers = np.flatnonzero(np.array(self.places, dtype=np.int64) > 0)
        need, expert, score = _columns(numbers, [found[number] for number in numbers.tolist()])
        if self._times:
            going = ~np.isin(expert, self._away()) & ~self._are_assigned(need, expert)
            need, expert, score = need[going], expert[going], score[going]
        homes, home = self.pool.homes
        return Market(
            need=need,
            expert=expert,
            score=score,
            places=ints(self.places),
            home=home,
            caps=ints(self.cap_left(one) for one in homes),
            left_out=ints(each.next_score for each in found),
        )

    def _away(self) -> Ints:
        """The numbers of those who cannot go once more."""
        return ints(number for number in self._times if self.times_left(number) <= 0)

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


def _columns(numbers: Ints, found: Sequence[Found]) -> tuple[Ints, Ints, Ints]:
    """Need, expert and score of each pair found for these needs."""
    need = np.repeat(numbers, ints(len(each.experts) for each in found))
    none = np.zeros(0, np.int64)
    expert = np.concatenate([none, *(each.experts for each in found)])
    score = np.concatenate([none, *(each.scores for each in found)])
    return need, expert, score
