"""The use cases of suggestions: rank, explain, and log what was shown."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.kit import clock, context
from services.kit.access.table import Caller
from services.matching.access import sees_employers
from services.matching.counties.service import Counties
from services.matching.engine.experts import Experts
from services.matching.engine.index import Snapshot
from services.matching.engine.outcomes import count_experts
from services.matching.engine.ranking import Ranking, best_experts, rank_needs
from services.matching.fit.conditions import Condition
from services.matching.fit.pairs import SCALE, Pair
from services.matching.fit.scoring import BOUNDS, PUBLISHED, VERSION, WEIGHTS, Scored, Scoring
from services.matching.fit.states import ExpertState, NeedState
from services.matching.index.service import as_of
from services.matching.suggestions.answers import (
    Basis,
    Outcomes,
    candidate_lines,
    candidates_read,
    explanation_read,
    opportunities_read,
    told_outcomes,
)
from services.matching.suggestions.domain import Handles
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
from services.scheme.privacy import SMALLEST_GROUP
from vocabulary import PARENT_OR_CHILD, RELATED, SAME, SAME_AREA, SIBLING, UNRELATED, load


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a list of candidates is asked for: how it is scored, how long it is, and whether it says what keeps others
    out."""

    scoring: Scoring
    limit: int
    conditions: bool

    @property
    def question(self) -> tuple[Hashable, ...]:
        """All that an answer depends on beside the need and the experts."""
        return tuple(self.scoring.weights.items()), self.scoring.perspective, self.limit, self.conditions


def list_candidates(
    log: SuggestionLog,
    recent: RecentCandidates,
    caller: Caller,
    snapshot: Snapshot,
    need: NeedState,
    *,
    asked: Asked,
    counties: Counties,
    handles: Handles,
) -> Logged[CandidatesRead]:
    """The experts that fit best, who do not belong to the host: not even counts tell of its own people.

    What is shown is logged.
    """
    with place_told(log, counties, caller, need) as (told, write):
        found, basis = _best_candidates(recent, caller, snapshot, need, asked=asked, told=told, handles=handles)
        line_id = write(entry_of(caller, Kind.CANDIDATES, found.shown, basis, need=need))
    return Logged(id=line_id, answer=candidates_read(need, found.lines, basis))


def _best_candidates(
    recent: RecentCandidates,
    caller: Caller,
    snapshot: Snapshot,
    need: NeedState,
    *,
    asked: Asked,
    told: bool,
    handles: Handles,
) -> tuple[Found, Basis]:
    known, on, exact = snapshot.pool, clock.today(), sees_employers(caller)
    experts = known if told else known.of_known_place(asker=need.host)
    if not exact:
        experts = experts.of_others(asker=need.host)
        known = experts if told else known.of_others(asker=need.host)
    scored = asked.scoring.applied_to(need)
    step = 1 if exact else SMALLEST_GROUP  # experts may be the same objects for a broker and a host
    question = (scored.digest, asked.question, step, on, context.current().language)
    found = recent.find(question, experts, lambda: _found(scored, experts, asked, step=step, on=on, handles=handles))
    counted = {**found.counted, "withheld": len(known) - len(experts)}
    return found, Basis(on=on, as_of=as_of(snapshot), scoring=asked.scoring, counted=counted, place_told=told)


def _found(need: NeedState, experts: Experts, asked: Asked, *, step: int, on: date, handles: Handles) -> Found:
    weights = asked.scoring.weights
    ranking = best_experts(need, experts, limit=asked.limit, on=on, vocabulary=load(), weights=weights)
    shown = [Scored.of(ranked.pair, weights) for ranked in ranking.best]
    outcomes = None
    if asked.conditions:
        outcomes = told_outcomes(count_experts(need, experts, on=on, vocabulary=load()), Condition, step=step)
    counted = _counted(ranking, outcomes, step=step)
    return Found(shown=shown, lines=candidate_lines(shown, handles), counted=counted)


def list_opportunities(
    log: SuggestionLog, caller: Caller, snapshot: Snapshot, expert: ExpertState, *, limit: int
) -> Logged[OpportunitiesRead]:
    """The needs that fit best. What is shown is logged."""
    on = clock.today()
    ranking = rank_needs(expert, snapshot.needs.states.values(), limit=limit, on=on, vocabulary=load())
    shown = [Scored.of(ranked.pair) for ranked in ranking.best]
    basis = Basis(on=on, as_of=as_of(snapshot), counted=_counted(ranking, _of_needs(ranking), step=1))
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


def _counted(ranking: Ranking, outcomes: Outcomes | None, *, step: int) -> dict[str, Any]:
    return {"considered": ranking.considered, "eligible": ranking.eligible, "conditions": outcomes, "step": step}


def _of_needs(ranking: Ranking) -> Outcomes:
    """Needs are no secret: how many each condition keeps out is told exactly."""
    return {
        condition: (ranking.excluded.get(condition), ranking.excluded_only.get(condition)) for condition in Condition
    }
