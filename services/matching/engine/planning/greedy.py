"""Places the best pair first, and so on: with one score for both sides, nobody would then rather change.

A pair blocks an assignment where need, expert and home agency would all rather have it than what they have.
"""

import numpy as np

from services.matching.engine.planning.market import Ints, Market

_NOTHING = -1  # what a free place, person or lending is worth: any pair is better


def greedy(market: Market) -> Ints:
    """The stable assignment; of equal scores, the first need, then the first expert."""
    order = np.lexsort((market.expert, market.need, -market.score))
    places, caps = market.places.tolist(), market.caps.tolist()
    homes, free = market.home.tolist(), [True] * len(market.home)
    chosen = []
    needs, experts = market.need[order].tolist(), market.expert[order].tolist()
    for pair, need, expert in zip(order.tolist(), needs, experts, strict=True):
        if free[expert] and places[need] and caps[homes[expert]]:
            free[expert] = False
            places[need] -= 1
            caps[homes[expert]] -= 1
            chosen.append(pair)
    return np.array(sorted(chosen), dtype=np.int64)


def blocking_pairs(market: Market, chosen: Ints) -> int:
    """How many pairs would rather have each other, their home agency agreeing."""
    taken = market.taking(chosen)
    scores, homes = market.score[chosen], market.home[market.expert[chosen]]
    worst_of_need = _worst(market.need[chosen], scores, full=taken.places >= market.places)
    worst_of_home = _worst(homes, scores, full=taken.caps >= market.caps)
    now = np.full(len(market.home), _NOTHING, dtype=np.int64)
    now[market.expert[chosen]] = scores
    wanted = (market.score > worst_of_need[market.need]) & (market.score > now[market.expert])
    lent = (now[market.expert] > _NOTHING) | (market.score > worst_of_home[market.home[market.expert]])
    return int(np.count_nonzero(wanted & lent))


def _worst(group: Ints, scores: Ints, *, full: "np.typing.NDArray[np.bool_]") -> Ints:
    """The lowest score each group has; nothing where it has draft, more than any score where it can have none."""
    worst = np.full(len(full), np.iinfo(np.int64).max, dtype=np.int64)
    np.minimum.at(worst, group, scores)
    worst[~full] = _NOTHING
    return worst
