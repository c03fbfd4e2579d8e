"""A pool over the columns, for plans over tens of thousands of needs. It finds the same pairs as `Pool`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cached_property
from os import sched_getaffinity

import numpy as np

from services.matching.engine.codes import BROKEN, DAY_ZERO
from services.matching.engine.columns import Numbers
from services.matching.engine.experts import LOOSE, Experts
from services.matching.engine.kernels.pairs import best_pairs, suited_rows
from services.matching.engine.kernels.scoring import field_points
from services.matching.engine.planning.market import Ints
from services.matching.engine.planning.pool import ALL_TOLD, Above, Found, Places, Pool, Progress, clipped
from services.matching.engine.planning.wishes import PairId
from services.matching.engine.query import Query, query_of
from services.matching.engine.ranking import in_order, rank_experts
from services.matching.engine.search import counted, excluded_of
from services.matching.fit.conditions import Condition
from services.matching.fit.states import ExpertState, NeedState, Period
from vocabulary import Vocabulary

NEEDS_A_CALL = 256


class ColumnPool(Pool):
    """A pool of merged columns, in which every expert has a row. The reference answers what the columns cannot."""

    def __init__(self, experts: Experts, *, on: date, vocabulary: Vocabulary, places: Places = ALL_TOLD) -> None:
        assert experts.base is not None
        assert not experts.since.entries, "merged, and nobody loose"
        self.on, self.vocabulary, self.places = on, vocabulary, places
        self._all, self._base = experts, experts.base
        self._by_host: dict[str, Experts] = {}
        self._queries: dict[str, tuple[NeedState, Query | None]] = {}  # a plan asks for a need again and again
        self._rows, self._scores = (np.zeros(len(experts.base), np.int64) for _ in range(2))

    def __len__(self) -> int:
        return len(self._base)

    def __getitem__(self, number: int) -> ExpertState:
        return self._base.state_of(int(self._base.row_at[number]))

    def find_number(self, expert_id: str) -> int | None:
        row = self._base.find(expert_id)
        return None if row == LOOSE else int(self._base.places[row])

    @cached_property
    def homes(self) -> tuple[list[str], Ints]:
        named = {code: home for home, code in self._all.codes.homes.items()}
        used, which = np.unique(self._base.part.columns.home[self._base.row_at], return_inverse=True)
        names = [named[code] for code in used.tolist()]
        rank = np.argsort(np.argsort(names))
        return sorted(names), rank[which].astype(np.int64)

    def find(self, need: NeedState, *, limit: int | None, horizon: Period | None, excluded: frozenset[PairId]) -> Found:
        within = clipped(need, horizon)
        whole = self._query(need)
        narrow = whole if within is need else self._query(within)
        if whole is None or narrow is None:
            return self._reference.find(need, limit=limit, horizon=horizon, excluded=excluded)
        dead = self._apart(need.host).dead
        experts, scores = self._suiting_rows(whole, dead)
        if within is not need:
            inside = np.isin(experts, self._suiting_rows(narrow, dead)[0])
            experts, scores = experts[inside], scores[inside]
        if self.places.are_hidden_from(need):
            visible = ~np.isin(experts, self._numbers_of(self.places.hidden))
            experts, scores = experts[visible], scores[visible]
        kept = ~np.isin(experts, self._numbers_of(expert for need_id, expert in excluded if need_id == need.id))
        return Found.best(experts[kept], scores[kept], limit=limit, excluded=int((~kept).sum()))

    def find_each(
        self,
        needs: Sequence[NeedState],
        *,
        limit: int,
        horizon: Period | None,
        excluded: frozenset[PairId],
        above: Above | None = None,
        progress: Progress = lambda _: None,
    ) -> list[Found]:
        """In compiled calls on all cores; one by one for needs that those do not answer."""
        prices = above or Above(price=np.zeros(len(self), np.int64), least=np.full(len(needs), -1))
        asked = _Asked(prices, min(limit, len(self)))
        single, named = [], {need_id for need_id, _ in excluded}
        for number, need in enumerate(needs):
            query = self._query(need) if clipped(need, horizon) is need and need.id not in named else None
            if query is None or self.places.are_hidden_from(need) or self._apart(need.host) is not self._all:
                single.append(number)
            else:
                asked.add(number, query.packed)
        found = asked.answers(self._base.addresses, self._all.dead, progress)
        for number in single:
            least = prices.least[number : number + 1]
            one = Above(price=prices.price, least=least) if above else None
            (found[number],) = super().find_each(
                [needs[number]], limit=limit, horizon=horizon, excluded=excluded, above=one, progress=progress
            )
        return [found[number] for number in range(len(needs))]

    def first_day(self, need: NeedState, within: NeedState, number: int) -> date:
        row, columns = int(self._base.row_at[number]), self._base.part.columns
        if columns.flags[row] & BROKEN:
            return super().first_day(need, within, number)
        first = date.fromordinal(int(columns.first[row]) + DAY_ZERO)
        return max(first, within.earliest_start, self.on)

    def id_of(self, number: int) -> str:
        return self._base.id_of(int(self._base.row_at[number]))

    def excluded(self, need: NeedState) -> Mapping[Condition, int]:
        query = self._query(need)
        if query is None or self.places.are_hidden_from(need):
            return self._reference.excluded(need)
        apart = self._apart(need.host)
        counts = counted(query, apart)
        loose = rank_experts(need, apart.loose(), limit=0, on=self.on, vocabulary=self.vocabulary)
        alone = excluded_of(counts, alone=True) + Counter(loose.excluded_only)
        return in_order(alone or excluded_of(counts, alone=False) + Counter(loose.excluded))

    def _apart(self, host: str) -> Experts:
        """All, those who belong to the host beside their home agency without a row."""
        found = self._by_host.get(host)
        if found is None:
            found = self._by_host[host] = self._all.apart(host)
        return found

    def _numbers_of(self, expert_ids: Iterable[str]) -> list[int]:
        found = (self.find_number(expert) for expert in expert_ids)
        return [number for number in found if number is not None]

    @cached_property
    def _reference(self) -> Pool:
        return Pool(self, on=self.on, vocabulary=self.vocabulary, places=self.places)

    def _query(self, need: NeedState) -> Query | None:
        kept = self._queries.get(need.id)
        if kept is None or kept[0] is not need:
            query = query_of(need, self._all.codes, on=self.on, vocabulary=self.vocabulary)
            kept = self._queries[need.id] = need, query
        return kept[1]

    def _suiting_rows(self, query: Query, dead: Numbers) -> tuple[Ints, Ints]:
        """Everybody who suits, by number, and their scores."""
        count, part = 0, self._base.part
        if query.is_open and query.last >= query.first:
            points = field_points(query, *self._base.groups)
            count = suited_rows(
                query, part.columns, part.spans, part.learning, self._base.ranges, points,
                dead, self._rows, self._scores,
            )  # fmt: skip
        return self._base.places[self._rows[:count]].astype(np.int64), self._scores[:count].copy()


class _Asked:
    """Needs to be answered by compiled calls, some hundred in each."""

    def __init__(self, prices: Above, limit: int) -> None:
        self._prices, self._limit = prices, limit
        self._numbers: list[int] = []
        self._queries: list[Numbers] = []

    def add(self, number: int, query: Numbers) -> None:
        self._numbers.append(number)
        self._queries.append(query)

    def answers(self, addresses: Numbers, dead: Numbers, progress: Progress) -> dict[int, Found]:
        """By the number of the need."""
        answers = dict[int, Found]()
        with ThreadPoolExecutor(len(sched_getaffinity(0))) as threads:  # the loops do not hold the interpreter's lock
            calls = range(0, len(self._numbers), NEEDS_A_CALL)
            for found in threads.map(lambda first: self._answered(first, addresses, dead), calls):
                answers.update(found)
                progress(len(answers))
        return answers

    def _answered(self, first: int, addresses: Numbers, dead: Numbers) -> list[tuple[int, Found]]:
        numbers, queries = self._numbers[first : first + NEEDS_A_CALL], self._queries[first : first + NEEDS_A_CALL]
        starts = np.cumsum([0, *map(len, queries)])
        experts, scores = (np.empty(len(numbers) * self._limit, np.int64) for _ in range(2))
        counts, left_out = (np.zeros(len(numbers), np.int64) for _ in range(2))
        least = self._prices.least[numbers]
        best_pairs(
            np.concatenate(queries), starts, addresses, dead, self._prices.price, least, self._limit,
            experts, scores, counts, left_out,
        )  # fmt: skip
        found = []
        for place, (number, count, left) in enumerate(zip(numbers, counts.tolist(), left_out.tolist(), strict=True)):
            here = slice(place * self._limit, place * self._limit + count)
            best = Found(experts=experts[here].copy(), scores=scores[here].copy(), next_score=left, excluded=0)
            found.append((number, best))
        return found
