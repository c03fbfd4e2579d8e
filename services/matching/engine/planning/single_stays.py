"""Makes a plan in which a person goes once.

It weighs the best pairs of each need, and of the others those that the prices of the optimum, or the standing of the
stable assignment, do not rule out: none is left that could matter.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from services.matching.engine.planning.bound import Bound, extra_of, upper_bound
from services.matching.engine.planning.column_generation import priced_optimum
from services.matching.engine.planning.draft import Draft
from services.matching.engine.planning.gaps import gaps_of
from services.matching.engine.planning.greedy import blocking_pairs, greedy, standing
from services.matching.engine.planning.market import Ints, Market, Most
from services.matching.engine.planning.pool import Pool
from services.matching.engine.planning.solution import Loss, Reached, Solution
from services.matching.engine.planning.solver import SMALL, Solver, optimum
from services.matching.engine.planning.wishes import Objective, Wishes
from services.matching.fit.states import NeedState

PAIRS_A_NEED = 300  # at a time; more for the needs whose left-out pairs could matter

Report = Callable[[int], None]  # takes per cent; raises where the plan was cancelled or the claim is lost
MOST = {Objective.MOST_SCORE: Most.SCORE, Objective.MOST_PLACEMENTS: Most.PLACEMENTS}
STABLE = Objective.STABLE


def make_plan(
    wishes: Wishes, needs: Iterable[NeedState], pool: Pool, *, report: Report, limit: int = PAIRS_A_NEED
) -> Solution:
    """The best plan for the objective over these needs, in which everybody goes at most once."""
    draft, objective = Draft(wishes, needs, pool), wishes.objective
    with Solver(lambda: report(60)) as solver:
        found = draft.find_each(limit, lambda done: report(60 * done // len(draft.needs)))
        first = draft.market(found)
        if len(first.need) > SMALL:
            solver.start()
        market, stable = _stable(draft, first, limit)
        other = Objective.MOST_SCORE if objective is Objective.STABLE else objective
        best = _best(draft, market, solver, MOST[other], limit)
    report(80)
    chosen = stable if objective is Objective.STABLE else best.chosen
    compared = ((objective, chosen), (other, best.chosen) if objective is Objective.STABLE else (STABLE, stable))
    reached = tuple(_reached(each, best.market, picked, draft) for each, picked in compared)
    gaps = gaps_of(draft, found, best.market, chosen)
    draft.place(best.market, chosen)
    return Solution(
        stays=tuple(draft.stays),
        gaps=gaps,
        places=draft.offered,
        reached=reached,
        loss=_stable_loss(best.market) if objective is Objective.STABLE else _loss(best),
        dropped=tuple(draft.dropped),
    )


def _stable(draft: Draft, market: Market, limit: int) -> tuple[Market, Ints]:
    """The stable assignment, and the market with every pair that could have blocked it."""
    while True:
        chosen = greedy(market)
        kept, worst = standing(market, chosen)
        least = np.where(worst < 0, 0, np.iinfo(np.int64).max)  # a full need has nobody worse than those left out
        wider = draft.further(market, kept, least, limit)
        if wider is market:
            return market, chosen
        market = wider


@dataclass(frozen=True, kw_only=True)
class _Best:
    """The optimum of a market that was widened until no pair left out could improve it; and a bound that says so."""

    market: Market
    chosen: Ints
    bound: Bound


def _best(draft: Draft, market: Market, solver: Solver, most: Most, limit: int) -> _Best:
    pairs = None
    while True:
        priced = priced_optimum(market, most=most, solve=partial(solver.solve, most=most), before=pairs)
        extra = extra_of(market, most)
        wider = market
        if not priced.lost:
            wider = draft.further(market, priced.prices.of_experts(market), priced.surplus - extra, limit)
        if wider is market:
            break
        pairs = np.append(priced.pairs, np.arange(len(market.need), len(wider.need)))
        market = wider
    if not priced.lost:
        market = replace(market, left_out=np.zeros_like(market.left_out))
    bound = upper_bound(market, priced.chosen, most=most, prices=priced.prices)
    return _Best(market=market, chosen=priced.chosen, bound=bound)


def choose(objective: Objective, market: Market, report: Report) -> Ints:
    if objective is Objective.STABLE:
        return greedy(market)
    return optimum(market, most=MOST[objective], stop=lambda: report(60))


def _stable_loss(market: Market) -> Loss:
    return Loss(at_most=0, highest=0, method="stable", pairs=len(market.need), needs_cut=0)


def _loss(best: _Best) -> Loss:
    bound, unit = best.bound, max(best.bound.unit, 1)
    return Loss(
        at_most=bound.highest // unit - bound.reached // unit,
        highest=bound.highest // unit,
        method="duality",
        pairs=len(best.market.need),
        needs_cut=int(np.count_nonzero(best.market.left_out)),
    )


def _reached(objective: Objective, market: Market, chosen: Ints, draft: Draft) -> Reached:
    """The totals of an assignment, with the fixed pairs, which are in each of the compared assignments."""
    return Reached(
        objective=objective,
        placements=len(chosen) + len(draft.stays),
        score=market.total(chosen) + sum(stay.score for stay in draft.stays),
        blocking_pairs=blocking_pairs(market, chosen),
    )
