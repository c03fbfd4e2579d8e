"""Finds the best pairs and counts what kept the others out."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.matching.domain import (
    CONDITIONS,
    WEIGHTS,
    Condition,
    ExpertState,
    Factor,
    NeedState,
    Pair,
    against,
    score_of,
)
from vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A pair that may be suggested, with its score."""

    score: int
    pair: Pair


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The best, and how many there were. `excluded` counts each failing condition, `excluded_only` lone ones."""

    best: tuple[Ranked, ...]
    considered: int
    eligible: int
    excluded: Mapping[Condition, int]
    excluded_only: Mapping[Condition, int]


def rank_experts(
    need: NeedState,
    experts: Iterable[ExpertState],
    *,
    limit: int,
    on: date,
    vocabulary: Vocabulary,
    weights: Mapping[Factor, int] = WEIGHTS,
) -> Ranking:
    """The best experts for a need; of equal ones, the first id."""
    pairs = (Pair(expert=expert, need=need, on=on, vocabulary=vocabulary) for expert in experts)
    return _rank(pairs, limit=limit, tie=lambda pair: pair.expert.id, weights=weights)


def rank_needs(
    expert: ExpertState, needs: Iterable[NeedState], *, limit: int, on: date, vocabulary: Vocabulary
) -> Ranking:
    """The best needs for an expert; of equal ones, the first id."""
    pairs = (Pair(expert=expert, need=need, on=on, vocabulary=vocabulary) for need in needs)
    return _rank(pairs, limit=limit, tie=lambda pair: pair.need.id)


def _rank(
    pairs: Iterable[Pair], *, limit: int, tie: Callable[[Pair], str], weights: Mapping[Factor, int] = WEIGHTS
) -> Ranking:
    considered, eligible = 0, []
    excluded: Counter[Condition] = Counter()
    alone: Counter[Condition] = Counter()
    for pair in pairs:
        considered += 1
        failing = against(pair)
        excluded.update(failing)
        if not failing:
            eligible.append(Ranked(score=score_of(pair, weights), pair=pair))
        elif len(failing) == 1:
            alone.update(failing)
    return Ranking(
        best=tuple(heapq.nsmallest(limit, eligible, key=lambda ranked: (-ranked.score, tie(ranked.pair)))),
        considered=considered,
        eligible=len(eligible),
        excluded=_in_order(excluded),
        excluded_only=_in_order(alone),
    )


def _in_order(counted: Counter[Condition]) -> dict[Condition, int]:
    return {condition: counted[condition] for condition in CONDITIONS if counted[condition]}
