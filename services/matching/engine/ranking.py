"""Ranks pairs: finds the best, and counts which conditions exclude the others."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.matching.engine import compilation
from services.matching.engine.experts import Experts
from services.matching.fit.conditions import CONDITIONS, Condition, against
from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import WEIGHTS, Factor, score_of
from services.matching.fit.states import ExpertState, NeedState
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


def best_experts(
    need: NeedState,
    experts: Mapping[str, ExpertState],
    *,
    limit: int,
    on: date,
    vocabulary: Vocabulary,
    weights: Mapping[Factor, int] = WEIGHTS,
) -> Ranking:
    """The same result as `rank_experts`, computed from the columns where they exist and their loops are compiled."""
    if isinstance(experts, Experts) and experts.base is not None and compilation.READY.is_set():
        ranking = _from_columns(need, experts, limit=limit, on=on, vocabulary=vocabulary, weights=weights)
        if ranking is not None:
            return ranking
    return rank_experts(need, experts.values(), limit=limit, on=on, vocabulary=vocabulary, weights=weights)


def _from_columns(
    need: NeedState,
    experts: Experts,
    *,
    limit: int,
    on: date,
    vocabulary: Vocabulary,
    weights: Mapping[Factor, int],
) -> Ranking | None:
    from services.matching.engine.search import search  # noqa: PLC0415 -- imports numba, which small pools never need

    experts = experts.apart(need.host)
    found = search(need, experts, limit=limit, on=on, vocabulary=vocabulary, weights=weights)
    if found is None:
        return None
    loose = rank_experts(need, experts.loose(), limit=limit, on=on, vocabulary=vocabulary, weights=weights)
    ranked = [
        Ranked(score=score, pair=Pair(expert=experts[key], need=need, on=on, vocabulary=vocabulary))
        for score, key in found.best
    ]
    return Ranking(
        best=_best([*ranked, *loose.best], limit=limit, tie=lambda pair: pair.expert.id),
        considered=found.considered + loose.considered,
        eligible=found.eligible + loose.eligible,
        excluded=in_order(found.excluded(alone=False) + Counter(loose.excluded)),
        excluded_only=in_order(found.excluded(alone=True) + Counter(loose.excluded_only)),
    )


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
        best=_best(eligible, limit=limit, tie=tie),
        considered=considered,
        eligible=len(eligible),
        excluded=in_order(excluded),
        excluded_only=in_order(alone),
    )


def _best(ranked: Iterable[Ranked], *, limit: int, tie: Callable[[Pair], str]) -> tuple[Ranked, ...]:
    return tuple(heapq.nsmallest(limit, ranked, key=lambda one: (-one.score, tie(one.pair))))


def in_order(counted: Counter[Condition]) -> dict[Condition, int]:
    """The counts in the order of the conditions."""
    return {condition: counted[condition] for condition in CONDITIONS if counted[condition]}
