"""The use cases of suggestions: rank, explain, and log what was shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.kit import clock, context
from services.kit.access.table import Caller
from services.matching.access import sees_employers
from services.matching.counties.service import Counties
from services.matching.engine.experts import Experts
from services.matching.engine.index import Snapshot
from services.matching.engine.ranking import Ranking, best_experts, rank_needs
from services.matching.fit.conditions import Condition
from services.matching.fit.pairs import SCALE, Pair
from services.matching.fit.scoring import BOUNDS, PUBLISHED, VERSION, WEIGHTS, Scored, Scoring
from services.matching.fit.states import ExpertState, NeedState
from services.matching.index.service import as_of
from services.matching.suggestions.answers import (
    Basis,
    candidate_lines,
    candidates_read,
    explanation_read,
    opportunities_read,
)
from services.matching.suggestions.models import Kind
from services.matching.suggestions.places import place_told
from services.matching.suggestions.recent_candidates import Found, RecentCandidates
from services.matching.suggestions.schemas import (
    CandidatesRead,
    ExplanationRead,
    OpportunitiesRead,
    ScoringRead,
    SimilarityRead,
    WeightRead,
)
from services.matching.suggestions.suggestion_log import Entry, Logged, SuggestionLog, entry_of
from services.matching.texts.suggestions import FACTORS
from services.matching.texts.words import text_of
from services.scheme.perspectives import Perspective
from vocabulary import PARENT_OR_CHILD, RELATED, SAME, SAME_AREA, SIBLING, UNRELATED, load


def list_candidates(
    log: SuggestionLog,
    recent: RecentCandidates,
    caller: Caller,
    snapshot: Snapshot,
    need: NeedState,
    *,
    scoring: Scoring,
    counties: Counties,
    limit: int,
) -> Logged[CandidatesRead]:
    """The experts that fit best, who do not belong to the host: not even counts tell of its own people.

    What is shown is logged.
    """
    with place_told(log, counties, caller, need) as (told, write):
        found, basis = _best_candidates(recent, caller, snapshot, need, scoring=scoring, told=told, limit=limit)
        line_id = write(entry_of(caller, Kind.CANDIDATES, found.shown, basis, need=need))
    return Logged(id=line_id, answer=candidates_read(need, found.lines, basis))


def _best_candidates(
    recent: RecentCandidates,
    caller: Caller,
    snapshot: Snapshot,
    need: NeedState,
    *,
    scoring: Scoring,
    told: bool,
    limit: int,
) -> tuple[Found, Basis]:
    known, on = snapshot.pool, clock.today()
    experts = known if told else known.of_known_place(asker=need.host)
    if not sees_employers(caller):
        experts = experts.of_others(asker=need.host)
        known = experts if told else known.of_others(asker=need.host)
    asked = scoring.applied_to(need)
    question = (asked.digest, tuple(scoring.weights.items()), limit, on, context.current().language)
    found = recent.find(question, experts, lambda: _found(asked, experts, scoring=scoring, limit=limit, on=on))
    counted = {**found.counted, "withheld": len(known) - len(experts)}
    return found, Basis(on=on, as_of=as_of(snapshot), scoring=scoring, counted=counted, place_told=told)


def _found(need: NeedState, experts: Experts, *, scoring: Scoring, limit: int, on: date) -> Found:
    ranking = best_experts(need, experts, limit=limit, on=on, vocabulary=load(), weights=scoring.weights)
    shown = [Scored.of(ranked.pair, scoring.weights) for ranked in ranking.best]
    return Found(shown=shown, lines=candidate_lines(shown), counted=_counted(ranking))


def list_opportunities(
    log: SuggestionLog, caller: Caller, snapshot: Snapshot, expert: ExpertState, *, limit: int
) -> Logged[OpportunitiesRead]:
    """The needs that fit best. What is shown is logged."""
    on = clock.today()
    ranking = rank_needs(expert, snapshot.needs.states.values(), limit=limit, on=on, vocabulary=load())
    shown = [Scored.of(ranked.pair) for ranked in ranking.best]
    basis = Basis(on=on, as_of=as_of(snapshot), counted=_counted(ranking))
    line_id = log.add(entry_of(caller, Kind.OPPORTUNITIES, shown, basis, expert=expert))
    return Logged(id=line_id, answer=opportunities_read(expert, shown, basis))


def explain_to_host(
    log: SuggestionLog,
    caller: Caller,
    snapshot: Snapshot,
    need: NeedState,
    expert: ExpertState,
    *,
    scoring: Scoring,
    counties: Counties,
) -> Logged[ExplanationRead]:
    """Why the expert is suggested for the need, or why not. What is shown is logged."""
    with place_told(log, counties, caller, need) as (told, write):
        visible = told or not snapshot.pool.hides(expert, asker=need.host)
        return _explained(write, caller, snapshot, need, expert, scoring=scoring, visible=visible)


def explain_to_expert(
    log: SuggestionLog, caller: Caller, snapshot: Snapshot, need: NeedState, expert: ExpertState
) -> Logged[ExplanationRead]:
    """The same to the expert, who knows where they live."""
    return _explained(log.add, caller, snapshot, need, expert, scoring=PUBLISHED, visible=True)


def _explained(
    write: Callable[[Entry], UUID],
    caller: Caller,
    snapshot: Snapshot,
    need: NeedState,
    expert: ExpertState,
    *,
    scoring: Scoring,
    visible: bool,
) -> Logged[ExplanationRead]:
    # so that nothing in the answer depends on the hidden county
    seen, on = expert if visible else replace(expert, county=need.county), clock.today()
    pair = Pair(expert=seen, need=scoring.applied_to(need), on=on, vocabulary=load())
    shown = Scored.of(pair, scoring.weights)
    basis = Basis(on=on, as_of=as_of(snapshot), scoring=scoring, place_told=visible)
    line_id = write(entry_of(caller, Kind.EXPLANATION, [shown], basis, need=need, expert=expert))
    return Logged(id=line_id, answer=explanation_read(need, shown, basis))


def show_scoring() -> ScoringRead:
    return ScoringRead(
        version=VERSION,
        vocabulary=load().version,
        scale=SCALE,
        weights=[
            WeightRead(
                factor=factor,
                weight=weight / 100,
                lowest=BOUNDS[factor][0] / 100,
                highest=BOUNDS[factor][1] / 100,
                text=text_of(FACTORS[factor]),
            )
            for factor, weight in WEIGHTS.items()
        ],
        similarity=SimilarityRead(
            same=SAME,
            parent_or_child=PARENT_OR_CHILD,
            sibling=SIBLING,
            related=RELATED,
            same_area=SAME_AREA,
            unrelated=UNRELATED,
        ),
        conditions=list(Condition),
        perspectives=list(Perspective),
    )


def _counted(ranking: Ranking) -> dict[str, Any]:
    return {
        "considered": ranking.considered,
        "eligible": ranking.eligible,
        "excluded": dict(ranking.excluded),
        "excluded_only": dict(ranking.excluded_only),
    }
