"""Finds the pairs a plan may place, and numbers them: the best of every need, and what was left out."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from services.kit.months import last_day
from services.matching.domain import CONDITIONS, ExpertState, NeedState, Pair, Period, score_of
from services.matching.domain.plans import PairId
from vocabulary import UNRELATED, UnknownConcept, Vocabulary


@dataclass(frozen=True, kw_only=True)
class Suited:
    """An expert who may be placed, and how well; `starts` in the pair are those within the horizon."""

    score: int
    expert: int
    pair: Pair


@dataclass(frozen=True, kw_only=True)
class Found:
    """The best for one need. `next_score` is that of the best one left out, 0 where none is."""

    suited: tuple[Suited, ...]
    next_score: int
    excluded: int


@dataclass(frozen=True, kw_only=True)
class Places:
    """The counties in which a plan must not depend on where the experts live whose county is hidden."""

    untold: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def leave_out(self, need: NeedState, expert: ExpertState) -> bool:
        return not need.remote and need.county in self.untold and expert.id in self.hidden


ALL_TOLD = Places()


class Pool:
    """The experts by number, in the order of their ids, and by field: nobody else can suit a need."""

    def __init__(
        self, experts: Iterable[ExpertState], *, on: date, vocabulary: Vocabulary, places: Places = ALL_TOLD
    ) -> None:
        self.experts = sorted(experts, key=lambda expert: expert.id)
        self.on, self.vocabulary, self.places = on, vocabulary, places
        self._by_field: Mapping[str, list[int]] = self._fields()

    @cached_property
    def number(self) -> Mapping[str, int]:
        return {expert.id: number for number, expert in enumerate(self.experts)}

    def _fields(self) -> Mapping[str, list[int]]:
        by_field = defaultdict(list)
        for number, expert in enumerate(self.experts):
            for known in expert.fields:
                by_field[known.field].append(number)
        return by_field

    def knows_a_field(self, need: NeedState) -> bool:
        return any(self._near(asked.field) for asked in need.fields)

    def find(self, need: NeedState, *, limit: int | None, horizon: Period | None, excluded: frozenset[PairId]) -> Found:
        """The best `limit` experts for a need within the horizon; all where it is None. Ties by id."""
        near = sorted({one for asked in need.fields for field in self._near(asked.field) for one in self._of(field)})
        within, suited, kept_out = clipped(need, horizon), [], 0
        for number in near:
            found = self.suits(need, within, number)
            if found is not None and (need.id, found.pair.expert.id) in excluded:
                kept_out += 1
            elif found is not None:
                suited.append(found)
        best = heapq.nsmallest(limit or len(suited), suited, key=lambda one: (-one.score, one.expert))
        cut = heapq.nlargest(len(best) + 1, (one.score for one in suited))[len(best) :]
        return Found(suited=tuple(best), next_score=cut[0] if cut else 0, excluded=kept_out)

    def suits(self, need: NeedState, within: NeedState, number: int) -> Suited | None:
        """The pair, where every condition holds; the score is the one every list shows, whatever the horizon."""
        pair = Pair(expert=self.experts[number], need=within, on=self.on, vocabulary=self.vocabulary)
        if self.places.leave_out(need, pair.expert) or not all(holds(pair) for holds in CONDITIONS.values()):
            return None
        whole = pair if within is need else replace(pair, need=need)
        return Suited(score=score_of(whole), expert=number, pair=pair)

    def looked_at(self, need: NeedState) -> Iterator[ExpertState]:
        """Those who may be told of where the need is."""
        return (expert for expert in self.experts if not self.places.leave_out(need, expert))

    def _of(self, field: str) -> Sequence[int]:
        return self._by_field.get(field, ())

    def _near(self, field: str) -> list[str]:
        try:
            near = self.vocabulary.neighbours(field)
        except UnknownConcept:  # it has left the vocabulary: nobody can be near it
            return []
        return [known for known, similarity in near.items() if similarity > UNRELATED]


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
