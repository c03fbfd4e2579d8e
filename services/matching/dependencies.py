"""What matching's routes are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request

from services.kit.access import Caller, Permit, caller_for
from services.kit.errors import NotFound
from services.kit.pagination import MAX_LIMIT
from services.kit.session import ReadSession, WriteSession
from services.matching.access import expert_relations, need_relations, plan_relations
from services.matching.domain import ExpertState, NeedState
from services.matching.engine.index import Index, Snapshot
from services.matching.models import Plan
from services.matching.repository import Plans, Suggestions

Host = Annotated[Caller, Depends(caller_for("list_candidates", "explain_candidate"))]
ExpertMyself = Annotated[Caller, Depends(caller_for("list_opportunities"))]
Planner = Annotated[
    Caller,
    Depends(
        caller_for("create_plan", "list_plans", "show_plan", "cancel_plan", "list_plan_assignments", "list_plan_gaps")
    ),
]
Anybody = Annotated[Caller, Depends(caller_for("show_scoring"))]


def current_snapshot(request: Request) -> Snapshot:
    """One moment of the index for the whole request. Raises IndexEmpty."""
    index: Index = request.app.state.index
    return index.snapshot()


CurrentSnapshot = Annotated[Snapshot, Depends(current_snapshot)]


def hosted_need(need_id: UUID, permit: Permit, snapshot: CurrentSnapshot) -> NeedState:
    """The need, where the caller asks for its host or across bodies. Raises NotFound."""
    need = snapshot.needs.states.get(str(need_id))
    if need is None:
        raise NotFound()
    permit.on(need_relations(permit.caller, need))
    return need


def known_expert(expert_id: UUID, snapshot: CurrentSnapshot) -> ExpertState:
    """An endorsed expert: every requester may know of these. Raises NotFound."""
    expert = snapshot.experts.states.get(str(expert_id))
    if expert is None:
        raise NotFound()
    return expert


def own_expert(permit: Permit, expert: Annotated[ExpertState, Depends(known_expert)]) -> ExpertState:
    """The caller's own profile. Raises NotFound for anybody else's."""
    permit.on(expert_relations(permit.caller, expert))
    return expert


def suggestion_log(session: WriteSession) -> Suggestions:
    return Suggestions(session)


def plans_to_read(session: ReadSession) -> Plans:
    return Plans(session)


def changed_plans(session: WriteSession) -> Plans:
    return Plans(session)


PlansToRead = Annotated[Plans, Depends(plans_to_read)]
ChangedPlans = Annotated[Plans, Depends(changed_plans)]


def read_plan(plan_id: UUID, permit: Permit, plans: PlansToRead) -> Plan:
    """The plan, where it is the caller's body's or the caller plans across bodies. Raises NotFound."""
    plan = plans.get(plan_id)
    permit.on(plan_relations(permit.caller, org=plan.org, across=plan.across))
    return plan


def current_plan(plan_id: UUID, permit: Permit, plans: ChangedPlans) -> Plan:
    """The same, locked to be changed. Raises NotFound."""
    plan = plans.get_locked(plan_id)
    permit.on(plan_relations(permit.caller, org=plan.org, across=plan.across))
    return plan


ReadPlan = Annotated[Plan, Depends(read_plan)]
CurrentPlan = Annotated[Plan, Depends(current_plan)]
HostedNeed = Annotated[NeedState, Depends(hosted_need)]
KnownExpert = Annotated[ExpertState, Depends(known_expert)]
OwnExpert = Annotated[ExpertState, Depends(own_expert)]
SuggestionLog = Annotated[Suggestions, Depends(suggestion_log)]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="How many at most, the best first")]
