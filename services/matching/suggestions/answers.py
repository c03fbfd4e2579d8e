"""Builds the response models from pairs: the same whether the pairs were just ranked or come from the log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from services.matching.engine.outcomes import NOBODY, Counted
from services.matching.fit.conditions import Condition
from services.matching.fit.misses import nearest_miss
from services.matching.fit.pairs import SCALE, Pair
from services.matching.fit.privacy import told
from services.matching.fit.scoring import PUBLISHED, VERSION, Measure, Scored, Scoring
from services.matching.fit.states import ExpertState, NeedState
from services.matching.index.schemas import AsOf
from services.matching.suggestions.domain import Handles
from services.matching.suggestions.reasons import (
    needed_changes,
    oddities,
    place_not_told,
    reasons_against,
    reasons_for,
)
from services.matching.suggestions.schemas import (
    Candidate,
    CandidatesRead,
    ConditionRead,
    Counts,
    ExplanationRead,
    FactorRead,
    NearestMissRead,
    OpportunitiesRead,
    Opportunity,
    Reason,
    ScoringUsed,
)
from services.matching.texts.conditions import CONDITIONS
from services.matching.texts.words import text_of
from vocabulary import load

Outcomes = Mapping[str, Sequence[int | None]]  # by condition: how many it keeps out, how many alone


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What an answer is made of, beside its pairs. `place_told` is False where
    hidden counties must not influence the answer."""

    on: date
    as_of: AsOf
    scoring: Scoring = PUBLISHED
    counted: Mapping[str, Any] = field(default_factory=dict)
    place_told: bool = True


def candidate_lines(shown: Sequence[Scored], handles: Handles) -> list[Candidate]:
    return [
        Candidate(expert_id=UUID(one.pair.expert.id), handle=_handle(handles, one.pair), **_suggested(rank, one))
        for rank, one in enumerate(shown, start=1)
    ]


def candidates_read(need: NeedState, lines: Sequence[Candidate], basis: Basis) -> CandidatesRead:
    return CandidatesRead(
        need_id=UUID(need.id),
        as_of=basis.as_of,
        scoring=scoring_used(basis.scoring, need),
        counts=_counts(basis, notes=oddities(need, on=basis.on)),
        candidates=list(lines),
    )


def opportunities_read(expert: ExpertState, shown: Sequence[Scored], basis: Basis) -> OpportunitiesRead:
    return OpportunitiesRead(
        expert_id=UUID(expert.id),
        as_of=basis.as_of,
        scoring=scoring_used(basis.scoring, None),
        counts=_counts(basis, notes=[]),
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
    return [factor_read(each) for each in shown.measures]


@lru_cache(maxsize=4096)  # the best of a list have most factors in common
def factor_read(one: Measure) -> FactorRead:
    return FactorRead(
        factor=one.factor,
        asked=one.asked,
        value=one.value / SCALE if one.asked else None,
        weight=one.weight / 100,
        contribution=one.contribution,
    )


def told_outcomes(counted: Counted, conditions: Iterable[Condition], *, step: int) -> Outcomes:
    """What is told of how many each condition keeps out, and keeps out alone."""
    kept = (counted.excluded, counted.alone)
    return {one: tuple(told(crowds.get(one, NOBODY), step=step) for crowds in kept) for one in conditions}


def conditions_read(outcomes: Outcomes) -> list[ConditionRead]:
    """All that were looked at, whatever they keep out: a list of those that do would tell of one."""
    return [
        ConditionRead(
            condition=Condition(code), text=text_of(CONDITIONS[Condition(code)]), excludes=excludes, more_without=more
        )
        for code, (excludes, more) in outcomes.items()
    ]


def _handle(handles: Handles, pair: Pair) -> str:
    return handles.handle(host=pair.need.host, need_id=pair.need.id, expert_id=pair.expert.id)


def _counts(basis: Basis, *, notes: list[Reason]) -> Counts:
    withheld, outcomes = [] if basis.place_told else [place_not_told()], basis.counted["conditions"]
    conditions = None if outcomes is None else conditions_read(outcomes)
    return Counts(**{**basis.counted, "conditions": conditions}, notes=[*notes, *withheld])


def _nearest_miss(pair: Pair) -> NearestMissRead | None:
    miss = nearest_miss(pair)
    return None if miss is None else NearestMissRead(start=miss.start, changes=needed_changes(pair, miss))
