"""Builds the response models from pairs: the same whether the pairs were just ranked or come from the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from services.matching.fit.misses import nearest_miss
from services.matching.fit.pairs import SCALE, Pair
from services.matching.fit.scoring import PUBLISHED, VERSION, Factor, Scored, Scoring
from services.matching.fit.states import ExpertState, NeedState
from services.matching.index.schemas import AsOf
from services.matching.suggestions.reasons import (
    nearly_there,
    needed_changes,
    oddities,
    place_not_told,
    reasons_against,
    reasons_for,
)
from services.matching.suggestions.schemas import (
    Candidate,
    CandidatesRead,
    Counts,
    ExplanationRead,
    FactorRead,
    NearestMissRead,
    OpportunitiesRead,
    Opportunity,
    Reason,
    ScoringUsed,
)
from vocabulary import load


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What an answer is made of, beside its pairs. `place_told` is False where
    hidden counties must not influence the answer."""

    on: date
    as_of: AsOf
    scoring: Scoring = PUBLISHED
    counted: Mapping[str, Any] = field(default_factory=dict)
    place_told: bool = True


def candidate_lines(shown: Sequence[Scored]) -> list[Candidate]:
    return [
        Candidate(expert_id=UUID(one.pair.expert.id), **_suggested(rank, one))
        for rank, one in enumerate(shown, start=1)
    ]


def candidates_read(need: NeedState, lines: Sequence[Candidate], basis: Basis) -> CandidatesRead:
    notes = oddities(need, on=basis.on)
    return CandidatesRead(
        need_id=UUID(need.id),
        as_of=basis.as_of,
        scoring=scoring_used(basis.scoring, need),
        counts=_counts(basis, nearly=nearly_there(basis.counted["excluded_only"]), notes=notes),
        candidates=list(lines),
    )


def opportunities_read(expert: ExpertState, shown: Sequence[Scored], basis: Basis) -> OpportunitiesRead:
    return OpportunitiesRead(
        expert_id=UUID(expert.id),
        as_of=basis.as_of,
        scoring=scoring_used(basis.scoring, None),
        counts=_counts(basis, nearly=[], notes=[]),
        opportunities=[
            Opportunity(need_id=UUID(one.pair.need.id), **_suggested(rank, one))
            for rank, one in enumerate(shown, start=1)
        ],
    )


def explanation_read(need: NeedState, shown: Scored, basis: Basis) -> ExplanationRead:
    pair, failing = shown.pair, reasons_against(shown.pair)
    return ExplanationRead(
        need_id=UUID(pair.need.id),
        expert_id=UUID(pair.expert.id),
        as_of=basis.as_of,
        scoring=scoring_used(basis.scoring, need),
        eligible=not failing if basis.place_told else (False if failing else None),
        score=shown.score,
        factors=_factors(shown),
        reasons=reasons_for(pair),
        against=failing if basis.place_told else [*failing, place_not_told()],
        nearest_miss=_nearest_miss(pair) if basis.place_told else None,
        earliest_start=pair.earliest_start,
    )


def scoring_used(scoring: Scoring, need: NeedState | None) -> ScoringUsed:
    return ScoringUsed(
        version=VERSION,
        vocabulary=load().version,
        perspective=None if need is None else scoring.applied_to(need).perspective,
        weights={factor: weight / 100 for factor, weight in scoring.weights.items()},
        differs=need is not None and scoring.differs_for(need),
    )


def _suggested(rank: int, shown: Scored) -> dict[str, Any]:
    return {
        "rank": rank,
        "score": shown.score,
        "factors": _factors(shown),
        "reasons": reasons_for(shown.pair),
        "earliest_start": shown.pair.earliest_start,
    }


def _factors(shown: Scored) -> list[FactorRead]:
    return [_factor(each.factor, each.value, each.weight, each.contribution) for each in shown.measures]


@lru_cache(maxsize=4096)  # the best of a list have most factors in common
def _factor(factor: Factor, value: int, weight: int, contribution: int) -> FactorRead:
    return FactorRead(factor=factor, value=value / SCALE, weight=weight / 100, contribution=contribution)


def _counts(basis: Basis, *, nearly: list[Reason], notes: list[Reason]) -> Counts:
    withheld = [] if basis.place_told else [place_not_told()]
    return Counts(**basis.counted, nearly=nearly, notes=[*notes, *withheld])


def _nearest_miss(pair: Pair) -> NearestMissRead | None:
    miss = nearest_miss(pair)
    return None if miss is None else NearestMissRead(start=miss.start, changes=needed_changes(pair, miss))
