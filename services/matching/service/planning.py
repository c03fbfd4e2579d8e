"""Takes orders for plans, keeps what came of them, and tells of them."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from services.kit import clock
from services.kit.access import Caller, Role
from services.kit.errors import Invalid, NotFound
from services.kit.ids import new_id
from services.kit.pagination import Found, Paging
from services.matching.domain import VERSION, ExpertState, NeedState, Pair, Period, measures
from services.matching.domain.plans import (
    MAX_NEEDS,
    MAX_NEEDS_IN_A_ROW,
    PLANS,
    PlanState,
    Wishes,
    caps_of,
    tightest,
)
from services.matching.domain.plans import Plan as Made
from services.matching.engine import compiled
from services.matching.engine.experts import Experts
from services.matching.engine.index import Snapshot
from services.matching.engine.planning.making import Tell, make_plan
from services.matching.engine.planning.pairing import ChangingPool, Places, Pool
from services.matching.engine.planning.room import RoomInARow
from services.matching.engine.planning.rows import make_plan_in_rows
from services.matching.errors import PlanOverNothing, PlanTooLarge
from services.matching.models import Plan
from services.matching.repository import Plans, record_plan
from services.matching.schemas import PlanCreate
from services.matching.service.counties import Counties
from vocabulary import load

Lines = list[dict[str, Any]]


def ask_for_plan(
    plans: Plans,
    caller: Caller,
    snapshot: Snapshot,
    asked: PlanCreate,
    *,
    counties: Counties,
    most: int = MAX_NEEDS,
) -> Plan:
    """Keep the order; a worker makes the plan. Raises NotFound, Invalid, PlanOverNothing, PlanTooLarge."""
    across = Role.BROKER in caller.roles
    if asked.lending_caps and not across:
        raise Invalid(("/lending_caps", "brokers_only"))
    org = caller.org or ""
    needs = chosen_needs(snapshot, None if across else org, _ids(asked))
    limit = most if asked.in_a_row == 1 else min(most, MAX_NEEDS_IN_A_ROW)
    if not needs:
        raise PlanOverNothing()
    if len(needs) > limit:
        raise PlanTooLarge(limit=limit)
    kept, untold = asked.model_dump(mode="json"), counties.untold(caller, needs)
    _refuse_misfits(wishes_of(kept), needs, snapshot, untold=untold)
    plan = plans.add(
        Plan(
            org=org,
            across=across,
            caller_sub=caller.sub,
            caller_client=caller.client_id,
            asked=kept,
            needs=len(needs),
            untold=untold,
        )
    )
    record_plan(plans.session, plan, "requested", needs=plan.needs, objective=kept["objective"])
    return plan


def _ids(asked: PlanCreate) -> list[str] | None:
    return None if asked.need_ids is None else [str(need_id) for need_id in asked.need_ids]


def chosen_needs(snapshot: Snapshot, org: str | None, ids: Sequence[str] | None) -> list[NeedState]:
    """The named needs, else all that are open; of one body, or of all. Raises NotFound for another body's."""
    states = snapshot.needs.states
    if ids is None:
        return [need for need in states.values() if need.state == "open" and org in {None, need.host}]
    needs = [states[need_id] for need_id in ids if need_id in states and org in {None, states[need_id].host}]
    if len(needs) < len(ids):
        raise NotFound()
    return needs


def wishes_of(asked: dict[str, Any]) -> Wishes:
    """The order as the engine takes it."""
    order = PlanCreate.model_validate(asked)
    horizon = order.horizon
    return Wishes(
        objective=order.objective,
        horizon=None if horizon is None else Period(start=horizon.start, end=horizon.end),
        caps={cap.home: cap.most for cap in order.lending_caps},
        fixed=tuple(pair.ids for pair in order.fixed),
        excluded=frozenset(pair.ids for pair in order.excluded),
        in_a_row=order.in_a_row,
    )


def _refuse_misfits(wishes: Wishes, needs: Sequence[NeedState], snapshot: Snapshot, *, untold: Collection[str]) -> None:
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
    room = RoomInARow(wishes, named, _pool({expert.id: expert for expert in experts}.values(), snapshot, untold))
    if room.dropped:
        raise Invalid(*((f"/fixed/{wishes.fixed.index(pair)}", "does_not_fit") for pair in room.dropped))


def _pool(experts: Collection[ExpertState], snapshot: Snapshot, untold: Collection[str]) -> ChangingPool:
    return ChangingPool(experts, on=clock.today(), vocabulary=load(), places=_places(experts, snapshot, untold))


def _columns(snapshot: Snapshot, untold: Collection[str]) -> Pool | None:
    """Everybody in columns, where these are kept, their loops compiled, and nobody is without a row."""
    experts = snapshot.experts.states
    if not isinstance(experts, Experts) or experts.base is None or not compiled.READY.is_set():
        return None
    merged = experts.merged()
    if merged.since.entries:
        return None
    from services.matching.engine.planning.columns import ColumnPool  # noqa: PLC0415 -- imports numba

    places = _places(merged.values(), snapshot, untold)
    return ColumnPool(merged, on=clock.today(), vocabulary=load(), places=places)


def _places(experts: Collection[ExpertState], snapshot: Snapshot, untold: Collection[str]) -> Places:
    hidden = {expert.id for expert in experts if snapshot.pool.hides(expert)} if untold else ()
    return Places(untold=frozenset(untold), hidden=frozenset(hidden))


def cancel_plan(plans: Plans, plan: Plan) -> Plan:
    """Stop it; the worker notices. Raises WrongState."""
    plan.state = PLANS.step(PlanState(plan.state), "cancel")
    plan.finished_at, plan.lease_until = clock.now(), None
    plan.version += 1
    plans.flush()
    record_plan(plans.session, plan, "cancelled")
    return plan


def list_plans(plans: Plans, caller: Caller, *, paging: Paging) -> Found[Plan]:
    across = Role.BROKER in caller.roles
    return plans.list_of(None if across else caller.org or "", paging=paging)


def made_of(plan: Plan, snapshot: Snapshot, tell: Tell) -> Made:
    """The plan that was asked for, made from this moment of the index. Needs that went away since are left out."""
    wishes = wishes_of(plan.asked)
    if plan.across:  # a host could tell by two fixed pairs who are colleagues, and whose body is full (0034)
        wishes = _within_policies(wishes, snapshot)
    org, named = None if plan.across else plan.org, plan.asked["need_ids"]
    known = None if named is None else [need_id for need_id in named if need_id in snapshot.needs.states]
    needs = chosen_needs(snapshot, org, known)
    experts = snapshot.experts.states
    if wishes.in_a_row > 1:  # somebody's next stay depends on the last, which columns do not know of
        return make_plan_in_rows(wishes, needs, _pool(experts.values(), snapshot, plan.untold), tell=tell)
    return make_plan(
        wishes, needs, _columns(snapshot, plan.untold) or _pool(experts.values(), snapshot, plan.untold), tell=tell
    )


def _within_policies(wishes: Wishes, snapshot: Snapshot) -> Wishes:
    """The wishes, with no home agency lending more than its own policy lets go."""
    policies = caps_of(snapshot.experts.states.values(), on=clock.today())
    return replace(wishes, caps=tightest(wishes.caps, policies))


def outcome_of(made: Made, snapshot: Snapshot) -> dict[str, Any]:
    """What is kept of the plan as a whole."""
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


def _factors(need: NeedState, expert: ExpertState) -> dict[str, int]:
    pair = Pair(expert=expert, need=need, on=clock.today(), vocabulary=load())
    return {measure.factor: measure.value for measure in measures(pair)}


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
