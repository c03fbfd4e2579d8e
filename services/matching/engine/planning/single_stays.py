"""Makes a plan in which a person goes once.

It weighs the best pairs of each need, and more of them for the needs where the pairs left out could still matter.
"""

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
ENOUGH = 0.002  # the largest share of the best possible that may be lost

Report = Callable[[int], None]  # takes per cent; raises where the plan was cancelled or the claim is lost
MOST = {Objective.MOST_SCORE: Most.SCORE, Objective.MOST_PLACEMENTS: Most.PLACEMENTS}


def make_plan(
    wishes: Wishes, needs: Iterable[NeedState], pool: Pool, *, report: Report, limit: int = PAIRS_A_NEED
) -> Solution:
    """The best plan for the objective over these needs, in which everybody goes at most once."""
    draft = Draft(wishes, needs, pool)
    found, market, chosen = _solved(draft, report, limit)
    report(80)
    bound = _bound(wishes.objective, market, chosen)
    reached = tuple(
        _reached(objective, market, picked, draft)
        for objective, picked in _compared(wishes.objective, market, chosen, report)
    )
    gaps = gaps_of(draft, found, market, chosen)
    for pair in chosen:
        number, expert = int(market.need[pair]), int(market.expert[pair])
        draft.assign(number, draft.pair_of(number, expert))
    loss = _loss(market, bound, cut=sum(each.next_score > 0 for each in found))
    return Solution(
        stays=tuple(draft.stays),
        gaps=gaps,
        places=draft.offered,
        reached=reached,
        loss=loss,
        dropped=tuple(draft.dropped),
    )


def _solved(draft: Draft, report: Report, limit: int) -> tuple[list[Found], Market, Ints]:
    found = []
    for number in range(len(draft.needs)):
        found.append(draft.find(number, limit))
        if number % 100 == 0:
            report(60 * number // len(draft.needs))
    for widening in range(WIDENINGS + 1):
        market = draft.market(found)
        chosen = choose(draft.wishes.objective, market, report)
        short = _short(draft.wishes.objective, market, chosen)
        if widening == WIDENINGS or not short.any():
            break
        limit *= WIDER
        for number in np.flatnonzero(short).tolist():
            found[number] = draft.find(number, limit)
    return found, market, chosen


def choose(objective: Objective, market: Market, report: Report) -> Ints:
    if objective is Objective.STABLE:
        return greedy(market)
    return optimum(market, most=MOST[objective], stop=lambda: report(60))


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


def _compared(objective: Objective, market: Market, chosen: Ints, report: Report) -> list[tuple[Objective, Ints]]:
    other = Objective.MOST_SCORE if objective is Objective.STABLE else Objective.STABLE
    return [(objective, chosen), (other, choose(other, market, report))]


def _reached(objective: Objective, market: Market, chosen: Ints, draft: Draft) -> Reached:
    """The totals of an assignment, with the fixed pairs, which are in each of the compared assignments."""
    return Reached(
        objective=objective,
        placements=len(chosen) + len(draft.stays),
        score=market.total(chosen) + sum(stay.score for stay in draft.stays),
        blocking_pairs=blocking_pairs(market, chosen),
    )
