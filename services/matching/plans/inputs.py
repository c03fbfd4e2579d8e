"""Turns a plan's request into what the planner takes: needs, wishes, and a pool of experts."""

from collections.abc import Collection, Sequence
from typing import Any

from services.kit import clock
from services.kit.errors import NotFound
from services.matching.engine import compilation
from services.matching.engine.experts import Experts
from services.matching.engine.index import Snapshot
from services.matching.engine.planning.pool import ChangingPool, Places, Pool
from services.matching.engine.planning.wishes import Wishes
from services.matching.fit.states import ExpertState, NeedState, Period
from services.matching.plans.schemas import PlanCreate
from vocabulary import load


def chosen_needs(snapshot: Snapshot, org: str | None, ids: Sequence[str] | None) -> list[NeedState]:
    """The needs with these ids, or all open needs; of one body, or of all. Raises NotFound for another body's need."""
    states = snapshot.needs.states
    if ids is None:
        return [need for need in states.values() if need.state == "open" and org in {None, need.host}]
    needs = [states[need_id] for need_id in ids if need_id in states and org in {None, states[need_id].host}]
    if len(needs) < len(ids):
        raise NotFound()
    return needs


def wishes_of(asked: dict[str, Any]) -> Wishes:
    """The request in the planner's words."""
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


def pool_of(
    experts: Collection[ExpertState], snapshot: Snapshot, untold: Collection[str], *, asker: str
) -> ChangingPool:
    places = _places(experts, snapshot, untold, asker=asker)
    return ChangingPool(experts, on=clock.today(), vocabulary=load(), places=places)


def columns_of(snapshot: Snapshot, untold: Collection[str], *, asker: str) -> Pool | None:
    """A pool over the columns. None where there are no columns, no compiled loops, or experts without a row."""
    experts = snapshot.experts.states
    if not isinstance(experts, Experts) or experts.base is None or not compilation.READY.is_set():
        return None
    merged = experts.merged()
    if merged.since.entries:
        return None
    from services.matching.engine.planning.columns import ColumnPool  # noqa: PLC0415 -- imports numba

    places = _places(merged.values(), snapshot, untold, asker=asker)
    return ColumnPool(merged, on=clock.today(), vocabulary=load(), places=places)


def _places(experts: Collection[ExpertState], snapshot: Snapshot, untold: Collection[str], *, asker: str) -> Places:
    hidden = {expert.id for expert in experts if snapshot.pool.hides(expert, asker=asker)} if untold else ()
    return Places(untold=frozenset(untold), hidden=frozenset(hidden))
