"""What routes of plans are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.web.session import ReadSession, WriteSession
from services.matching.access import plan_relations
from services.matching.plans.models import Plan
from services.matching.plans.repository import Plans

Planner = Annotated[
    Caller,
    Depends(
        caller_for("create_plan", "list_plans", "show_plan", "cancel_plan", "list_plan_assignments", "list_plan_gaps")
    ),
]


async def plans_to_read(session: ReadSession) -> Plans:
    return Plans(session)


async def changed_plans(session: WriteSession) -> Plans:
    return Plans(session)


PlansToRead = Annotated[Plans, Depends(plans_to_read)]
ChangedPlans = Annotated[Plans, Depends(changed_plans)]


def read_plan(plan_id: UUID, grants: CurrentGrants, plans: PlansToRead) -> Plan:
    """The plan, where it is the caller's body's or the caller plans across bodies. Raises NotFound."""
    plan = plans.get(plan_id)
    grants.require(plan_relations(grants.caller, org=plan.org, across=plan.across))
    return plan


def current_plan(plan_id: UUID, grants: CurrentGrants, plans: ChangedPlans) -> Plan:
    """The plan as `read_plan` finds it, locked until the transaction ends. Raises NotFound."""
    plan = plans.get_locked(plan_id)
    grants.require(plan_relations(grants.caller, org=plan.org, across=plan.across))
    return plan


ReadPlan = Annotated[Plan, Depends(read_plan)]
CurrentPlan = Annotated[Plan, Depends(current_plan)]
