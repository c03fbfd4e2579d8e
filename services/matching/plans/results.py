"""Makes a requested plan, and turns what it comes to into rows."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from services.kit import clock
from services.kit.ids import new_id
from services.matching.engine.index import Snapshot
from services.matching.engine.planning.single_stays import Report, make_plan
from services.matching.engine.planning.solution import Solution as Made
from services.matching.engine.planning.stays_in_a_row import make_plan_in_rows
from services.matching.engine.planning.wishes import Wishes
from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import VERSION, measures
from services.matching.fit.states import ExpertState, NeedState
from services.matching.plans.domain import caps_of, tightest
from services.matching.plans.inputs import chosen_needs, columns_of, pool_of, wishes_of
from services.matching.plans.models import Plan
from vocabulary import load

Lines = list[dict[str, Any]]


def solution_of(plan: Plan, snapshot: Snapshot, report: Report) -> Made:
    """Make the requested plan from one moment of the index. Needs that have gone since the request are left out."""
    wishes = wishes_of(plan.asked)
    if plan.across:  # two fixed pairs would show a host who are colleagues, and whose body is full (0034)
        wishes = _within_policies(wishes, snapshot)
    org, named = None if plan.across else plan.org, plan.asked["need_ids"]
    known = None if named is None else [need_id for need_id in named if need_id in snapshot.needs.states]
    needs = chosen_needs(snapshot, org, known)
    experts = snapshot.experts.states
    if wishes.in_a_row > 1:  # the next stay depends on the last one, which the columns do not know
        pool = pool_of(experts.values(), snapshot, plan.untold, asker=plan.org)
        return make_plan_in_rows(wishes, needs, pool, report=report)
    return make_plan(
        wishes,
        needs,
        columns_of(snapshot, plan.untold, asker=plan.org)
        or pool_of(experts.values(), snapshot, plan.untold, asker=plan.org),
        report=report,
    )


def _within_policies(wishes: Wishes, snapshot: Snapshot) -> Wishes:
    """The wishes, with every home agency's cap lowered to what its own policy allows."""
    policies = caps_of(snapshot.experts.states.values(), on=clock.today())
    return replace(wishes, caps=tightest(wishes.caps, policies))


def outcome_of(made: Made, snapshot: Snapshot) -> dict[str, Any]:
    """What is saved of the plan as a whole."""
    return {
        "places": made.places,
        "placements": len(made.stays),
        "score": sum(stay.score for stay in made.stays),
        "compared": [asdict(reached) for reached in made.reached],
        "loss": asdict(made.loss) | {"share": made.loss.share},
        "dropped": [{"need_id": need, "expert_id": expert} for need, expert in made.dropped],
        "positions": snapshot.positions,
        "scoring_version": VERSION,
        "vocabulary_version": load().version,
    }


def assignments_of(plan: Plan, made: Made, snapshot: Snapshot, *, at: datetime) -> Lines:
    needs, experts = snapshot.needs.states, snapshot.experts.states
    return [
        {
            "id": new_id(),
            "plan_id": plan.id,
            "at": at,
            "need_id": stay.need,
            "expert_id": stay.expert,
            "score": stay.score,
            "starts": stay.start,
            "ends": stay.end,
            "fixed": stay.fixed,
            "factors": _factors(needs[stay.need], experts[stay.expert]),
        }
        for stay in made.stays
    ]


def _factors(need: NeedState, expert: ExpertState) -> dict[str, int | None]:
    """What came of each factor; None of one that the need does not ask for."""
    pair = Pair(expert=expert, need=need, on=clock.today(), vocabulary=load())
    return {measure.factor: measure.value if measure.asked else None for measure in measures(pair)}


def gaps_of(plan: Plan, made: Made, *, at: datetime) -> Lines:
    return [
        {
            "id": new_id(),
            "plan_id": plan.id,
            "at": at,
            "need_id": gap.need,
            "places": gap.places,
            "because": gap.because,
            "condition": gap.condition,
        }
        for gap in made.gaps
    ]
