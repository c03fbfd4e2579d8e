"""The use cases of plans: request, cancel, list."""

from collections.abc import Collection, Sequence

from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.pagination import Page, PageRequest
from services.kit.errors import Invalid
from services.matching.access import plans_across
from services.matching.counties.service import CountyAllowance
from services.matching.engine.index import Snapshot
from services.matching.engine.planning.draft import DraftInARow
from services.matching.engine.planning.wishes import Wishes
from services.matching.fit.states import NeedState
from services.matching.plans.domain import MAX_NEEDS, MAX_NEEDS_IN_A_ROW, MOST_WAITING, PLANS, PlanState
from services.matching.plans.errors import PlanOverNothing, PlanTooLarge, TooManyPlans
from services.matching.plans.inputs import chosen_needs, pool_of, wishes_of
from services.matching.plans.models import Plan
from services.matching.plans.repository import Plans, emit_plan_event
from services.matching.plans.schemas import PlanCreate


def request_plan(
    plans: Plans,
    caller: Caller,
    snapshot: Snapshot,
    asked: PlanCreate,
    *,
    counties: CountyAllowance,
    most: int = MAX_NEEDS,
) -> Plan:
    """Save the request; a worker makes the plan.

    Raises TooManyPlans, NotFound, Invalid, PlanOverNothing, PlanTooLarge.
    """
    across = plans_across(caller)
    _refuse_too_many(plans, caller.org or "", across=across)
    if asked.lending_caps and not across:
        raise Invalid(("/lending_caps", "brokers_only"))
    org = caller.org or ""
    needs = chosen_needs(snapshot, None if across else org, _ids(asked))
    limit = most if asked.in_a_row == 1 else min(most, MAX_NEEDS_IN_A_ROW)
    if not needs:
        raise PlanOverNothing()
    if len(needs) > limit:
        raise PlanTooLarge(limit=limit)
    order, untold = asked.model_dump(mode="json"), counties.left_out(caller, needs)
    _refuse_misfits(wishes_of(order), needs, snapshot, untold=untold, asker=org)
    plan = plans.add(
        Plan(
            org=org,
            across=across,
            caller_sub=caller.sub,
            caller_client=caller.client_id,
            asked=order,
            needs=len(needs),
            untold=untold,
        )
    )
    emit_plan_event(plans.session, plan, "requested", needs=plan.needs, objective=order["objective"])
    return plan


def _refuse_too_many(plans: Plans, org: str, *, across: bool) -> None:
    """Raises TooManyPlans where enough of the body's plans wait already.

    Requests in the same instant may exceed that, by as many as they are.
    """
    if plans.count_waiting(org, across=across) >= MOST_WAITING:
        raise TooManyPlans(limit=MOST_WAITING)


def _ids(asked: PlanCreate) -> list[str] | None:
    return None if asked.need_ids is None else [str(need_id) for need_id in asked.need_ids]


def _refuse_misfits(
    wishes: Wishes, needs: Sequence[NeedState], snapshot: Snapshot, *, untold: Collection[str], asker: str
) -> None:
    """Raises Invalid, pointing at the fixed pairs that cannot all be had."""
    if not wishes.fixed:
        return
    planned = {need.id: need for need in needs}
    faults = [
        (f"/fixed/{place}", "not_planned_for") for place, (need, _) in enumerate(wishes.fixed) if need not in planned
    ]
    if faults:
        raise Invalid(*faults)
    experts = [snapshot.experts.states[expert] for _, expert in wishes.fixed if expert in snapshot.experts.states]
    named = [planned[need_id] for need_id in sorted({need_id for need_id, _ in wishes.fixed})]
    one_of_each = {expert.id: expert for expert in experts}.values()
    draft = DraftInARow(wishes, named, pool_of(one_of_each, snapshot, untold, asker=asker))
    if draft.dropped:
        raise Invalid(*((f"/fixed/{wishes.fixed.index(pair)}", "does_not_fit") for pair in draft.dropped))


def cancel_plan(plans: Plans, plan: Plan) -> Plan:
    """Stop a plan. Its worker notices at its next report. Raises WrongState."""
    plan.state = PLANS.step(PlanState(plan.state), "cancel")
    plan.finished_at, plan.lease_until = clock.now(), None
    plan.version += 1
    plans.flush()
    emit_plan_event(plans.session, plan, "cancelled")
    return plan


def list_plans(plans: Plans, caller: Caller, *, paging: PageRequest) -> Page[Plan]:
    across = plans_across(caller)
    return plans.list_of(None if across else caller.org or "", paging=paging)
