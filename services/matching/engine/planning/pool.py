"""The pool a plan chooses from: the experts by number, and the best of them for each need."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from services.matching.engine.planning.market import Ints, ints
from services.matching.engine.planning.wishes import PairId
from services.matching.engine.ranking import rank_experts
from services.matching.fit.conditions import CONDITIONS, Condition
from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import score_of
from services.matching.fit.states import ExpertState, NeedState, Period
from services.scheme.months import last_day
from vocabulary import UNRELATED, UnknownConcept, Vocabulary

Progress = Callable[[int], None]


@dataclass(frozen=True, kw_only=True)
class Suited:
    """An expert who may be placed, and how well; `starts` in the pair are those within the horizon."""

    score: int
    expert: int
    pair: Pair


@dataclass(frozen=True, kw_only=True)
class Found:
    """The best experts for one need, the best first, by number.

    `next_score` is the score of the best expert left out, 0 where none is.
    """

    experts: Ints
    scores: Ints
    next_score: int
    excluded: int

    @classmethod
    def best(cls, experts: Ints, scores: Ints, *, limit: int | None, excluded: int) -> "Found":
        """Ties by number."""
        order = np.lexsort((experts, -scores))
        kept = order[:limit]
        left = int(scores[order[len(kept)]]) if len(kept) < len(order) else 0
        return cls(experts=experts[kept], scores=scores[kept], next_score=left, excluded=excluded)

    def above(self, price: Ints, least: int, *, limit: int | None) -> "Found":
        """The best of those who have a higher score than their price and the need's least."""
        kept = self.scores - price[self.experts] > least
        return Found.best(self.experts[kept], self.scores[kept], limit=limit, excluded=self.excluded)


@dataclass(frozen=True, kw_only=True)
class Above:
    """Only pairs that have a higher score than the expert's `price` and the need's `least`."""

    price: Ints
    least: Ints


@dataclass(frozen=True, kw_only=True)
class Places:
    """The counties in which a plan must not depend on where the experts live whose county is hidden."""

    untold: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def leave_out(self, need: NeedState, expert: ExpertState) -> bool:
        return self.are_hidden_from(need) and expert.id in self.hidden

    def are_hidden_from(self, need: NeedState) -> bool:
        return not need.remote and need.county in self.untold


ALL_TOLD = Places()


class Pool:
    """The experts by number, in the order of their ids, and by field."""

    def __init__(
        self, experts: Iterable[ExpertState], *, on: date, vocabulary: Vocabulary, places: Places = ALL_TOLD
    ) -> None:
        self._experts = sorted(experts, key=lambda expert: expert.id)
        self.on, self.vocabulary, self.places = on, vocabulary, places

    def __len__(self) -> int:
        return len(self._experts)

    def __getitem__(self, number: int) -> ExpertState:
        return self._experts[number]

    def __iter__(self) -> Iterator[ExpertState]:
        return (self[number] for number in range(len(self)))

    def find_number(self, expert_id: str) -> int | None:
        return self._numbers.get(expert_id)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {expert.id: number for number, expert in enumerate(self._experts)}

    @cached_property
    def homes(self) -> tuple[list[str], Ints]:
        """The home agencies in order, and which of them each expert's is."""
        names = sorted({expert.home for expert in self._experts})
        place = {home: number for number, home in enumerate(names)}
        return names, ints(place[expert.home] for expert in self._experts)

    @cached_property
    def _by_field(self) -> Mapping[str, list[int]]:
        by_field = defaultdict(list)
        for number, expert in enumerate(self._experts):
            for known in expert.fields:
                by_field[known.field].append(number)
        return by_field

    def knows_a_field(self, need: NeedState) -> bool:
        return any(self._near(asked.field) for asked in need.fields)

    def find(self, need: NeedState, *, limit: int | None, horizon: Period | None, excluded: frozenset[PairId]) -> Found:
        """The best `limit` experts for a need within the horizon; all where it is None. Ties by id."""
        suited, kept_out = [], 0
        for found in self._suiting(need, clipped(need, horizon)):
            if (need.id, found.pair.expert.id) in excluded:
                kept_out += 1
            else:
                suited.append(found)
        experts, scores = ints(one.expert for one in suited), ints(one.score for one in suited)
        return Found.best(experts, scores, limit=limit, excluded=kept_out)

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
        """The best `limit` experts for each of the needs. `progress` is called with how many needs are done."""
        found = []
        for number, need in enumerate(needs):
            best = self.find(need, limit=None if above else limit, horizon=horizon, excluded=excluded)
            found.append(best.above(above.price, int(above.least[number]), limit=limit) if above else best)
            if number % 100 == 0:
                progress(number)
        return found

    def first_day(self, need: NeedState, within: NeedState, number: int) -> date:
        """The first day on which an expert who suits can begin."""
        suited = self.suits(need, within, number)
        assert suited is not None, "whoever was found suits where nothing was assigned since"
        assert suited.pair.earliest_start is not None
        return suited.pair.earliest_start

    def id_of(self, number: int) -> str:
        return self[number].id

    def suits(self, need: NeedState, within: NeedState, number: int) -> Suited | None:
        """The pair, where every condition holds; the score is the one every list shows, whatever the horizon."""
        pair = Pair(expert=self[number], need=within, on=self.on, vocabulary=self.vocabulary)
        if self.places.leave_out(need, pair.expert) or not all(holds(pair) for holds in CONDITIONS.values()):
            return None
        whole = pair if within is need else replace(pair, need=need)
        return Suited(score=score_of(whole), expert=number, pair=pair)

    def excluded(self, need: NeedState) -> Mapping[Condition, int]:
        """How many experts fail each condition alone. Where nobody fails only one, how many fail each."""
        visible = (expert for expert in self if not self.places.leave_out(need, expert))
        ranking = rank_experts(need, visible, limit=0, on=self.on, vocabulary=self.vocabulary)
        return ranking.excluded_only or ranking.excluded

    def _suiting(self, need: NeedState, within: NeedState) -> Iterator[Suited]:
        near = {one for asked in need.fields for field in self._near(asked.field) for one in self._of(field)}
        for number in sorted(near):
            found = self.suits(need, within, number)
            if found is not None:
                yield found

    def _of(self, field: str) -> Sequence[int]:
        return self._by_field.get(field, ())

    def _near(self, field: str) -> list[str]:
        found = self._near_fields.get(field)
        if found is None:
            found = self._near_fields[field] = self._neighbours(field)
        return found

    @cached_property
    def _near_fields(self) -> dict[str, list[str]]:
        return {}

    def _neighbours(self, field: str) -> list[str]:
        try:
            near = self.vocabulary.neighbours(field)
        except UnknownConcept:  # the field has left the vocabulary: nobody can be near it
            return []
        return [known for known, similarity in near.items() if similarity > UNRELATED]


class ChangingPool(Pool):
    """A pool whose experts can change, for plans in which a person may go several times."""

    def change(self, number: int, expert: ExpertState) -> None:
        """Replace an expert by one with the same fields and other days."""
        self._experts[number] = expert


def clipped(need: NeedState, horizon: Period | None) -> NeedState:
    """The need with only those start days whose stay lies within the horizon; perhaps none."""
    if horizon is None:
        return need
    latest = min(need.latest_start, horizon.end)
    while latest >= horizon.start and last_day(latest, months=need.months) > horizon.end:
        latest -= timedelta(days=1)
    return replace(need, earliest_start=max(need.earliest_start, horizon.start), latest_start=latest)


def can_begin(need: NeedState, on: date) -> bool:
    return max(need.earliest_start, on) <= need.latest_start
