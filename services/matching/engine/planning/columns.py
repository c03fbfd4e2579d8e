"""A pool over the columns, for plans over tens of thousands of needs. It finds the same pairs as `Pool`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import numpy as np

from services.matching.engine.columns import Numbers
from services.matching.engine.experts import LOOSE, Experts
from services.matching.engine.kernels.ranking import suited_rows
from services.matching.engine.kernels.scoring import field_points
from services.matching.engine.planning.market import Ints
from services.matching.engine.planning.pool import ALL_TOLD, Found, Places, Pool, clipped
from services.matching.engine.planning.wishes import PairId
from services.matching.engine.query import Query, query_of
from services.matching.engine.ranking import in_order, rank_experts
from services.matching.engine.search import counted, excluded_of
from services.matching.fit.conditions import Condition
from services.matching.fit.states import ExpertState, NeedState, Period
from vocabulary import Vocabulary


class ColumnPool(Pool):
    """A pool of merged columns, in which every expert has a row. The reference answers what the columns cannot."""

    def __init__(self, experts: Experts, *, on: date, vocabulary: Vocabulary, places: Places = ALL_TOLD) -> None:
        assert experts.base is not None
        assert not experts.since.entries, "merged, and nobody loose"
        self.on, self.vocabulary, self.places = on, vocabulary, places
        self._all, self._base = experts, experts.base
        self._by_host: dict[str, Experts] = {}
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
        return query_of(need, self._all.codes, on=self.on, vocabulary=self.vocabulary)

    def _suiting_rows(self, query: Query, dead: Numbers) -> tuple[Ints, Ints]:
        """Everybody who suits, by number, and their scores."""
        count, part = 0, self._base.part
        if query.is_open and query.last >= query.first:
            points = field_points(query, *self._base.groups)
            count = suited_rows(
                query, part.columns, part.spans, part.learning, self._base.ranges, np.flatnonzero(points >= 0), points,
                dead, self._rows, self._scores,
            )  # fmt: skip
        return self._base.places[self._rows[:count]].astype(np.int64), self._scores[:count].copy()
