"""Finds the optimum of a market with few of its pairs, and the prices that prove it for all of them.

Column generation: solve with the best pairs of each need, add those that the prices say could improve the result, and
so on until there are none. Measured: an eighth of the pairs and a twelfth of the experts were enough.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from services.matching.engine.planning.bound import Prices, extra_of, prices_of
from services.matching.engine.planning.market import Ints, Market, Most

FIRST_PAIRS = 5  # of each need; with 10, 20 or 40 it took longer

Solve = Callable[[Market], Ints]


@dataclass(frozen=True, kw_only=True)
class Priced:
    """The pairs of the optimum, those it was solved with, and prices at which no need would rather have another pair.

    `lost` is 0 where the prices prove that, which they do unless they were still rising after all rounds.
    """

    chosen: Ints
    pairs: Ints
    prices: Prices
    surplus: Ints
    lost: int


def priced_optimum(market: Market, *, most: Most, solve: Solve, before: Ints | None = None) -> Priced:
    """The optimum over all pairs. It begins with the pairs `before`, where an optimum was found with some already."""
    worth = market.score + extra_of(market, most)
    pairs = _first_pairs(market) if before is None else before
    priced = _solved(market, worth, pairs, solve)
    while True:
        missed = worth - priced.prices.of_experts(market)[market.expert] > priced.surplus[market.need]
        missed[priced.pairs] = False
        if not missed.any():
            return priced
        missed[priced.pairs] = True
        pairs = np.flatnonzero(missed)
        again = _priced(market, worth, pairs, priced.chosen)
        priced = _solved(market, worth, pairs, solve) if again.lost else again


def _solved(market: Market, worth: Ints, pairs: Ints, solve: Solve) -> Priced:
    return _priced(market, worth, pairs, pairs[solve(market.only(pairs)[0])])


def _priced(market: Market, worth: Ints, pairs: Ints, chosen: Ints) -> Priced:
    """Where the chosen are not the best of these pairs, there are no such prices, and something is lost."""
    small, experts = market.only(pairs)
    found = prices_of(small, worth[pairs], np.searchsorted(pairs, chosen))
    surplus = found.surplus(small, worth[pairs])
    lost = found.total(small, surplus) - int(worth[chosen].sum())
    prices = Prices(expert=np.zeros(len(market.home), dtype=np.int64), home=found.home)
    prices.expert[experts] = found.expert
    return Priced(chosen=chosen, pairs=pairs, prices=prices, surplus=surplus, lost=lost)


def _first_pairs(market: Market) -> Ints:
    order = np.argsort(market.need, kind="stable")
    ordered = market.need[order]
    return np.sort(order[np.arange(len(order)) - np.searchsorted(ordered, ordered) < FIRST_PAIRS])
