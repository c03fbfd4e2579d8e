"""An upper bound on the score of any assignment, by duality of linear programming; pairs left out count too.

Each expert and home agency has a price. A need's surplus is its best score minus the prices of that pair. The prices
and surpluses add up to no less than any assignment scores; with the right prices they equal the optimum, and prove it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.matching.engine.planning.market import Ints, Market, Most

MAX_ROUNDS = 3000  # of raising prices; with fewer than needed the bound is looser and still holds


@dataclass(frozen=True, kw_only=True)
class Bound:
    """`highest` is what no assignment can exceed. `short` marks the needs whose left-out pairs could still matter."""

    reached: int
    highest: int
    unit: int  # what one placement is worth where these count most, else 0
    short: NDArray[np.bool_]

    @property
    def loss(self) -> int:
        return self.highest - self.reached

    @property
    def share(self) -> float:
        """At most this part of the best possible was lost."""
        return self.loss / self.highest if self.highest else 0.0


@dataclass(frozen=True, kw_only=True)
class Prices:
    """What each expert and each lending of a home agency costs."""

    expert: Ints
    home: Ints

    def of_experts(self, market: Market) -> Ints:
        """What each expert costs with their home agency's lending."""
        return self.expert + self.home[market.home] if len(market.home) else self.expert

    def surplus(self, market: Market, worth: Ints) -> Ints:
        """What is left to each need of its best pair, at least nothing."""
        left = np.zeros(len(market.places), dtype=np.int64)
        np.maximum.at(left, market.need, worth - self.of_experts(market)[market.expert])
        return left

    def total(self, market: Market, surplus: Ints) -> int:
        """What no assignment exceeds, where each place of a need leaves it so much."""
        capped = self.home > 0
        lent = (self.home * market.caps)[capped].sum()
        return int((surplus * market.places).sum() + self.expert.sum() + lent)


def extra_of(market: Market, most: Most) -> int:
    """What a placement is worth beside its score. With `Most.PLACEMENTS` that is more than all scores together."""
    return 0 if most is Most.SCORE else int(market.score.max(initial=0)) * (int(market.places.sum()) + 1)


def upper_bound(market: Market, chosen: Ints, *, most: Most, prices: Prices | None = None) -> Bound:
    """What the optimum over all pairs can reach at most, those left out counted with the best score they can have.

    Any prices give a bound; without them, those of the chosen pairs are found.
    """
    extra = extra_of(market, most)
    worth = market.score + extra
    prices = prices or prices_of(market, worth, chosen)
    kept = prices.surplus(market, worth)
    beyond = np.where(market.left_out > 0, market.left_out + extra, 0)
    highest = prices.total(market, np.maximum(kept, beyond))
    return Bound(reached=int(worth[chosen].sum()), highest=highest, unit=extra, short=beyond > kept)


def prices_of(market: Market, worth: Ints, chosen: Ints) -> Prices:
    """The lowest prices at which nobody would rather have somebody else, raised until none has to rise."""
    from services.matching.engine.kernels.prices import raised_prices  # noqa: PLC0415 -- imports numba: half a second

    taken = market.taking(chosen)
    has_room, placed, full = taken.places < market.places, taken.experts > 0, taken.caps >= market.caps
    expert, home = raised_prices(
        market.need, market.expert, worth, chosen, market.home, has_room, placed, full, MAX_ROUNDS
    )
    return Prices(expert=expert, home=home)
