"""The compiled raising of prices comes to what its definition says, round by round."""

import numpy as np
import pytest
from numpy.random import Generator

from services.matching.engine.planning.bound import extra_of, prices_of
from services.matching.engine.planning.flow import flow
from services.matching.engine.planning.greedy import greedy
from services.matching.engine.planning.market import UNLIMITED, Ints, Market, Most

MARKETS = 150


def a_market(random: Generator) -> Market:
    needs, experts, homes = random.integers(1, 9), random.integers(1, 12), random.integers(1, 4)
    pairs = random.choice(needs * experts, size=random.integers(0, needs * experts + 1), replace=False)
    return Market(
        need=(pairs // experts).astype(np.int64),
        expert=(pairs % experts).astype(np.int64),
        score=random.integers(1, 12, len(pairs)),
        places=random.integers(0, 3, needs),
        home=random.integers(0, homes, experts),
        caps=random.choice([0, 1, 2, UNLIMITED], homes).astype(np.int64),
        left_out=np.zeros(needs, dtype=np.int64),
    )


def raised_as_defined(market: Market, worth: Ints, chosen: Ints) -> tuple[list[int], list[int]]:
    """All prices from those of the round before, until none rises."""
    taken = market.taking(chosen)
    experts, homes, needs = range(len(market.home)), range(len(market.caps)), range(len(market.places))
    pairs = list(zip(market.need.tolist(), market.expert.tolist(), worth.tolist(), strict=True))
    expert, home = [0 for _ in experts], [0 for _ in homes]
    while True:
        cost = [expert[one] + home[market.home[one]] for one in experts]
        left = []
        for one in needs:
            rests = [worth - cost[who] for need, who, worth in (pairs[pair] for pair in chosen) if need == one]
            room = taken.places[one] < market.places[one]
            left.append(0 if room else max(min(rests), 0) if rests else float("inf"))
        asked = [max([0, *(worth - left[need] for need, who, worth in pairs if who == one)]) for one in experts]
        free = [[asked[one] for one in experts if market.home[one] == at and not taken.experts[one]] for at in homes]
        lent = [max([home[at], *free[at]]) if taken.caps[at] >= market.caps[at] else 0 for at in homes]
        raised = [max(asked[one] - lent[market.home[one]], 0) if taken.experts[one] else 0 for one in experts]
        if (raised, lent) == (expert, home):
            return expert, home
        expert, home = raised, lent


@pytest.mark.parametrize("most", Most)
def test_prices_are_those_of_the_definition(most: Most) -> None:
    random = np.random.default_rng(7)
    risen = 0
    for _ in range(MARKETS):
        market = a_market(random)
        worth = market.score + extra_of(market, most)
        for chosen in (flow(market, most=most), greedy(market)):
            prices = prices_of(market, worth, chosen)
            assert (prices.expert.tolist(), prices.home.tolist()) == raised_as_defined(market, worth, chosen)
            risen += bool(prices.expert.any()) + bool(prices.home.any())
    assert risen > MARKETS
