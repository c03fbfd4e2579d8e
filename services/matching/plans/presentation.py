"""Builds the response models of a plan and its lines, in the reader's language."""

from typing import Any
from uuid import UUID

from services.kit import clock
from services.matching.engine.index import Snapshot
from services.matching.engine.planning.solution import Shortfall
from services.matching.engine.planning.wishes import Objective
from services.matching.fit.conditions import Condition, against
from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import WEIGHTS, Factor, Measure
from services.matching.plans.domain import PLANS, PlanState
from services.matching.plans.models import Plan, PlanAssignment, PlanGap
from services.matching.plans.schemas import AssignmentRead, CallRead, GapRead, LossRead, PlanRead, ReachedRead
from services.matching.suggestions.answers import factor_read
from services.matching.suggestions.reasons import reasons_against, reasons_for
from services.matching.suggestions.schemas import FactorRead, Reason
from services.matching.texts.plans import GONE, OBJECTIVES, SHORTFALLS, SUMMARY
from services.matching.texts.words import text_of
from vocabulary import load

INVITATIONS = "/placements/v1/candidacies"


def plan_read(plan: Plan) -> PlanRead:
    done = plan.outcome or {}
    return PlanRead(
        id=plan.id,
        version=plan.version,
        state=PlanState(plan.state),
        progress=plan.progress,
        objective=Objective(plan.asked["objective"]),
        needs=plan.needs,
        untold=plan.untold,
        in_a_row=plan.asked["in_a_row"],
        created_at=plan.created_at,
        finished_at=plan.finished_at,
        reason=plan.reason,
        scoring_version=done.get("scoring_version"),
        vocabulary_version=done.get("vocabulary_version"),
        as_of=done.get("positions", {}),
        places=done.get("places"),
        placements=done.get("placements"),
        score=done.get("score"),
        compared=[ReachedRead(**reached) for reached in done.get("compared", ())],
        loss=LossRead(**done["loss"]) if done else None,
        dropped=[{name: UUID(value) for name, value in pair.items()} for pair in done.get("dropped", ())],
        summary=_summary(done) if done else [],
        legal=PLANS.legal(PlanState(plan.state)),
    )


def _summary(done: dict[str, Any]) -> list[Reason]:
    mine, other = done["compared"]
    lead = mine["placements"] - other["placements"]
    sentences = [_sentence("placed", placements=done["placements"], places=done["places"])]
    code = "more" if lead > 0 else "fewer" if lead < 0 else "as_many"
    sentences.append(_sentence(code, number=abs(lead), other=text_of(OBJECTIVES[Objective(other["objective"])])))
    if mine["blocking_pairs"] is not None:
        sentences.append(_sentence("blocking_pairs", number=mine["blocking_pairs"]))
    if mine["objective"] != Objective.STABLE:
        sentences.append(_loss(mine["objective"], done["loss"]["at_most"]))
    if done["dropped"]:
        sentences.append(_sentence("dropped", number=len(done["dropped"])))
    return sentences


def _loss(objective: str, at_most: int) -> Reason:
    if at_most == 0:
        return _sentence("best")
    return _sentence("loss_placements" if objective == Objective.MOST_PLACEMENTS else "loss_score", number=at_most)


def _sentence(code: str, **facts: object) -> Reason:
    return Reason(code=code, text=text_of(SUMMARY[code]).format_map(facts))


def assignment_read(assignment: PlanAssignment, snapshot: Snapshot) -> AssignmentRead:
    """The assignment as planned, with the reasons for and against it now. There is no call where one is against."""
    reasons, objections = _now(assignment, snapshot)
    return AssignmentRead(
        id=assignment.id,
        need_id=UUID(assignment.need_id),
        expert_id=UUID(assignment.expert_id),
        score=assignment.score,
        start=assignment.starts,
        end=assignment.ends,
        fixed=assignment.fixed,
        factors=[_factor(Factor(factor), value) for factor, value in assignment.factors.items()],
        reasons=reasons,
        against=objections,
        call=None if objections else _invitation(assignment),
    )


def _now(assignment: PlanAssignment, snapshot: Snapshot) -> tuple[list[Reason], list[Reason]]:
    expert, need = snapshot.experts.states.get(assignment.expert_id), snapshot.needs.states.get(assignment.need_id)
    if expert is None or need is None:
        return [], [Reason(code="gone", text=text_of(GONE))]
    pair = Pair(expert=expert, need=need, on=clock.today(), vocabulary=load())
    return reasons_for(pair), reasons_against(pair) if against(pair) else []


def _factor(factor: Factor, value: int | None) -> FactorRead:
    """As planned. In plans of scoring versions below 2 every factor has a value, and counted."""
    return factor_read(Measure(factor=factor, value=value or 0, weight=WEIGHTS[factor], asked=value is not None))


def _invitation(assignment: PlanAssignment) -> CallRead:
    body = {"kind": "invitation", "expert_id": assignment.expert_id, "need_id": assignment.need_id}
    return CallRead(method="POST", path=INVITATIONS, body=body)


def gap_read(gap: PlanGap) -> GapRead:
    because = Shortfall(gap.because)
    return GapRead(
        id=gap.id,
        need_id=UUID(gap.need_id),
        places=gap.places,
        because=because,
        condition=None if gap.condition is None else Condition(gap.condition),
        text=text_of(SHORTFALLS[because]),
    )
