"""Places the best pair first, and so on: with one score for both sides, nobody would then rather change.

A pair blocks an assignment where need, expert and home agency would all rather have it than what they have.
"""

import numpy as np

from services.matching.engine.planning.market import Ints, Market

AT_A_TIME = 4096  # pairs; most of the later ones are of somebody who was placed by then
_NOTHING = -1  # what a free place, person or lending is worth: any pair is better


def greedy(market: Market) -> Ints:
    """The stable assignment; of equal scores, the first need, then the first expert."""
    order = np.argsort(_place(market))
    places, caps = market.places.copy(), market.caps.copy()
    free = np.ones(len(market.home), dtype=bool)
    chosen: list[int] = []
    for first in range(0, len(order), AT_A_TIME):
        pairs = order[first : first + AT_A_TIME]
        need, expert = market.need[pairs], market.expert[pairs]
        possible = free[expert] & (places[need] > 0) & (caps[market.home[expert]] > 0)
        chosen += _placed(market, pairs[possible], places, caps, free)
    return np.array(sorted(chosen), dtype=np.int64)


def _place(market: Market) -> Ints:
    """A number per pair that orders them by score, need and expert: sorting one column is four times as fast."""
    needs, experts = len(market.places), max(len(market.home), 1)
    below = market.score.max(initial=0) - market.score
    place: Ints = (below * needs + market.need) * experts + market.expert
    return place


def _placed(market: Market, pairs: Ints, places: Ints, caps: Ints, free: "np.typing.NDArray[np.bool_]") -> list[int]:
    """Place these pairs as far as there is room, in their order."""
    placed = []
    needs, experts = market.need[pairs].tolist(), market.expert[pairs].tolist()
    homes = market.home[market.expert[pairs]].tolist()
    for pair, need, expert, home in zip(pairs.tolist(), needs, experts, homes, strict=True):
        if free[expert] and places[need] and caps[home]:
            free[expert] = False
            places[need] -= 1
            caps[home] -= 1
            placed.append(pair)
    return placed


def standing(market: Market, chosen: Ints) -> tuple[Ints, Ints]:
    """The least that a pair has to exceed to block: what each expert with their home, and what each need would lose."""
    taken = market.taking(chosen)
    scores, homes = market.score[chosen], market.home[market.expert[chosen]]
    worst_of_need = _worst(market.need[chosen], scores, full=taken.places >= market.places)
    worst_of_home = _worst(homes, scores, full=taken.caps >= market.caps)
    now = np.full(len(market.home), _NOTHING, dtype=np.int64)
    now[market.expert[chosen]] = scores
    kept = now if not len(market.home) else np.where(now > _NOTHING, now, worst_of_home[market.home])
    return kept, worst_of_need


def blocking_pairs(market: Market, chosen: Ints) -> int:
    """How many pairs would rather have each other, their home agency agreeing."""
    kept, worst_of_need = standing(market, chosen)
    blocking = (market.score > worst_of_need[market.need]) & (market.score > kept[market.expert])
    return int(np.count_nonzero(blocking))


def _worst(group: Ints, scores: Ints, *, full: "np.typing.NDArray[np.bool_]") -> Ints:
    """The lowest score each group has; nothing where it has draft, more than any score where it can have none."""
    worst = np.full(len(full), np.iinfo(np.int64).max, dtype=np.int64)
    np.minimum.at(worst, group, scores)
    worst[~full] = _NOTHING
    return worst
