"""Suggests: ranks, explains, and logs what was shown."""

from typing import Any
from uuid import UUID

from services.kit import clock
from services.kit.access import Caller
from services.matching.domain import (
    SCALE,
    VERSION,
    WEIGHTS,
    Condition,
    ExpertState,
    NeedState,
    Pair,
    Perspective,
    against,
    measures,
    score_of,
)
from services.matching.engine.index import Snapshot
from services.matching.engine.ranking import Ranked, Ranking, best_experts, rank_needs
from services.matching.models import Kind, Suggestion
from services.matching.repository import Suggestions
from services.matching.schemas import (
    AsOf,
    Candidate,
    CandidatesRead,
    Counts,
    ExplanationRead,
    FactorRead,
    Lag,
    OpportunitiesRead,
    Opportunity,
    ScoringRead,
    ScoringUsed,
    SimilarityRead,
    WeightRead,
)
from services.matching.service.reasons import reasons_against, reasons_for, text_of
from services.matching.texts import FACTORS
from vocabulary import PARENT_OR_CHILD, RELATED, SAME, SIBLING, UNRELATED, load


def list_candidates(
    suggestions: Suggestions, caller: Caller, snapshot: Snapshot, need: NeedState, *, limit: int
) -> CandidatesRead:
    """The experts that fit best. What is shown is logged."""
    ranking = best_experts(need, snapshot.experts.states, limit=limit, on=clock.today(), vocabulary=load())
    shown = [(ranked.pair.expert.id, ranked.score) for ranked in ranking.best]
    suggestions.add(_logged(caller, snapshot, Kind.CANDIDATES, shown, need=need))
    return CandidatesRead(
        need_id=UUID(need.id),
        as_of=_as_of(snapshot),
        scoring=_scoring(need.perspective),
        counts=_counts(ranking),
        candidates=[
            Candidate(expert_id=UUID(ranked.pair.expert.id), **_suggested(rank, ranked))
            for rank, ranked in enumerate(ranking.best, start=1)
        ],
    )


def list_opportunities(
    suggestions: Suggestions, caller: Caller, snapshot: Snapshot, expert: ExpertState, *, limit: int
) -> OpportunitiesRead:
    """The needs that fit best. What is shown is logged."""
    needs = snapshot.needs.states.values()
    ranking = rank_needs(expert, needs, limit=limit, on=clock.today(), vocabulary=load())
    shown = [(ranked.pair.need.id, ranked.score) for ranked in ranking.best]
    suggestions.add(_logged(caller, snapshot, Kind.OPPORTUNITIES, shown, expert=expert))
    return OpportunitiesRead(
        expert_id=UUID(expert.id),
        as_of=_as_of(snapshot),
        scoring=_scoring(None),
        counts=_counts(ranking),
        opportunities=[
            Opportunity(need_id=UUID(ranked.pair.need.id), **_suggested(rank, ranked))
            for rank, ranked in enumerate(ranking.best, start=1)
        ],
    )


def explain_candidate(
    suggestions: Suggestions, caller: Caller, snapshot: Snapshot, need: NeedState, expert: ExpertState
) -> ExplanationRead:
    """Why the expert is suggested for the need, or why not. What is shown is logged."""
    pair = Pair(expert=expert, need=need, on=clock.today(), vocabulary=load())
    shown = [(expert.id, score_of(pair))]
    suggestions.add(_logged(caller, snapshot, Kind.EXPLANATION, shown, need=need, expert=expert))
    return ExplanationRead(
        need_id=UUID(need.id),
        expert_id=UUID(expert.id),
        as_of=_as_of(snapshot),
        scoring=_scoring(need.perspective),
        eligible=not against(pair),
        score=score_of(pair),
        factors=_factors(pair),
        reasons=reasons_for(pair),
        against=reasons_against(pair),
        earliest_start=pair.earliest_start,
    )


def show_scoring() -> ScoringRead:
    return ScoringRead(
        version=VERSION,
        vocabulary=load().version,
        scale=SCALE,
        weights=[
            WeightRead(factor=factor, weight=weight / 100, text=text_of(FACTORS[factor]))
            for factor, weight in WEIGHTS.items()
        ],
        similarity=SimilarityRead(
            same=SAME, parent_or_child=PARENT_OR_CHILD, sibling=SIBLING, related=RELATED, unrelated=UNRELATED
        ),
        conditions=list(Condition),
        perspectives=list(Perspective),
    )


def _suggested(rank: int, ranked: Ranked) -> dict[str, Any]:
    return {
        "rank": rank,
        "score": ranked.score,
        "factors": _factors(ranked.pair),
        "reasons": reasons_for(ranked.pair),
        "earliest_start": ranked.pair.earliest_start,
    }


def _factors(pair: Pair) -> list[FactorRead]:
    return [
        FactorRead(
            factor=measure.factor,
            value=measure.value / SCALE,
            weight=measure.weight / 100,
            contribution=measure.contribution,
        )
        for measure in measures(pair)
    ]


def _counts(ranking: Ranking) -> Counts:
    return Counts(
        considered=ranking.considered,
        eligible=ranking.eligible,
        excluded=dict(ranking.excluded),
        excluded_only=dict(ranking.excluded_only),
    )


def _as_of(snapshot: Snapshot) -> AsOf:
    lag = Lag(experts=snapshot.experts.lag, needs=snapshot.needs.lag)
    return AsOf(**snapshot.positions, at=snapshot.heard_at, lag=lag)


def _scoring(perspective: Perspective | None) -> ScoringUsed:
    return ScoringUsed(version=VERSION, vocabulary=load().version, perspective=perspective)


def _logged(
    caller: Caller,
    snapshot: Snapshot,
    kind: Kind,
    shown: list[tuple[str, int]],
    *,
    need: NeedState | None = None,
    expert: ExpertState | None = None,
) -> Suggestion:
    """A line of the log. An expert's own state stays out of it: the profile is erasable, the log is not."""
    return Suggestion(
        kind=kind,
        need_id=None if need is None else need.id,
        expert_id=None if expert is None else expert.id,
        scoring_version=VERSION,
        vocabulary_version=load().version,
        positions=snapshot.positions,
        inputs={} if need is None else need.coded(),
        ranking=[{"id": shown_id, "score": score} for shown_id, score in shown],
        caller_sub=caller.sub,
        caller_client=caller.client_id,
        caller_org=caller.org,
    )
