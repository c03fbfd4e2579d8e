"""Makes a plan in which a person goes once: the best pairs of every need, widened while that could still matter."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from services.matching.engine.planning.bound import Bound, upper_bound
from services.matching.engine.planning.draft import Draft
from services.matching.engine.planning.gaps import gaps_of
from services.matching.engine.planning.greedy import blocking_pairs, greedy
from services.matching.engine.planning.market import Ints, Market, Most
from services.matching.engine.planning.pool import Found, Pool
from services.matching.engine.planning.solution import Loss, Reached, Solution
from services.matching.engine.planning.solver import optimum
from services.matching.engine.planning.wishes import Objective, Wishes
from services.matching.fit.states import NeedState

PAIRS_A_NEED = 300  # 200 lost 0.16 % where the market was tight, 100 1.35 %
WIDER = 4  # times as many for the needs whose left-out pairs could matter
WIDENINGS = 3
ENOUGH = 0.002  # of the best possible may at most be lost

Report = Callable[[int], None]  # takes per cent; raises where the plan is no longer wanted
MOST = {Objective.MOST_SCORE: Most.SCORE, Objective.MOST_PLACEMENTS: Most.PLACEMENTS}


def make_plan(
    wishes: Wishes, needs: Iterable[NeedState], pool: Pool, *, tell: Report, limit: int = PAIRS_A_NEED
) -> Solution:
    """The best plan for the objective over these needs, in which everybody goes at most once."""
    room = Draft(wishes, needs, pool)
    found, market, chosen = _solved(room, tell, limit)
    tell(80)
    bound = _bound(wishes.objective, market, chosen)
    reached = tuple(
        _reached(objective, market, picked, room)
        for objective, picked in _compared(wishes.objective, market, chosen, tell)
    )
    gaps = gaps_of(room, found, market, chosen)
    for pair in chosen:
        number, expert = int(market.need[pair]), int(market.expert[pair])
        room.give(number, room.going(number, expert))
    loss = _loss(market, bound, cut=sum(each.next_score > 0 for each in found))
    return Solution(
        stays=tuple(room.stays),
        gaps=gaps,
        places=room.offered,
        reached=reached,
        loss=loss,
        dropped=tuple(room.dropped),
    )


def _solved(room: Draft, tell: Report, limit: int) -> tuple[list[Found], Market, Ints]:
    found = []
    for number in range(len(room.needs)):
        found.append(room.find(number, limit))
        if number % 100 == 0:
            tell(60 * number // len(room.needs))
    for widening in range(WIDENINGS + 1):
        market = room.market(found)
        chosen = choose(room.wishes.objective, market, tell)
        short = _short(room.wishes.objective, market, chosen)
        if widening == WIDENINGS or not short.any():
            break
        limit *= WIDER
        for number in np.flatnonzero(short).tolist():
            found[number] = room.find(number, limit)
    return found, market, chosen


def choose(objective: Objective, market: Market, tell: Report) -> Ints:
    if objective is Objective.STABLE:
        return greedy(market)
    return optimum(market, most=MOST[objective], stop=lambda: tell(60))


def _short(objective: Objective, market: Market, chosen: Ints) -> Any:
    """The needs to widen: those left with a free place, and, where too much could be lost, all that could matter."""
    open_places = market.taking(chosen).places < market.places
    if objective is not Objective.STABLE:
        bound = upper_bound(market, chosen, most=MOST[objective])
        if bound.share > ENOUGH:
            open_places |= bound.short
    return open_places & (market.left_out > 0)


def _bound(objective: Objective, market: Market, chosen: Ints) -> Bound | None:
    """None for a stable plan whose needs are full: going further down their lists would have changed nothing."""
    return None if objective is Objective.STABLE else upper_bound(market, chosen, most=MOST[objective])


def _loss(market: Market, bound: Bound | None, *, cut: int) -> Loss:
    if bound is None:
        return Loss(at_most=0, highest=0, method="stable", pairs=len(market.need), needs_cut=cut)
    unit = max(bound.unit, 1)
    return Loss(
        at_most=bound.highest // unit - bound.reached // unit,
        highest=bound.highest // unit,
        method="duality",
        pairs=len(market.need),
        needs_cut=cut,
    )


def _compared(objective: Objective, market: Market, chosen: Ints, tell: Report) -> list[tuple[Objective, Ints]]:
    other = Objective.MOST_SCORE if objective is Objective.STABLE else Objective.STABLE
    return [(objective, chosen), (other, choose(other, market, tell))]


def _reached(objective: Objective, market: Market, chosen: Ints, room: Draft) -> Reached:
    """What it comes to, the fixed pairs counted in: they are in every one of the compared."""
    return Reached(
        objective=objective,
        placements=len(chosen) + len(room.stays),
        score=market.total(chosen) + sum(stay.score for stay in room.stays),
        blocking_pairs=blocking_pairs(market, chosen),
    )
