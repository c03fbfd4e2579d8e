"""Raises the prices of experts and of home agencies' lendings until nobody would rather have somebody else."""

# ruff: noqa: PLR0917 -- a compiled loop is one function given its arrays by position

import numpy as np
from numba import njit
from numpy.typing import NDArray

from services.matching.engine.columns import Numbers

Flags = NDArray[np.bool_]
MOST = np.iinfo(np.int64).max


@njit(cache=True, nogil=True)
def raised_prices(
    need: Numbers, expert: Numbers, worth: Numbers, chosen: Numbers, home: Numbers,
    has_room: Flags, placed: Flags, full: Flags, rounds: int,
) -> tuple[Numbers, Numbers]:  # fmt: skip
    """The lowest prices of the experts and of the homes, as far as so many rounds raise them.

    What an expert costs with their home never falls, so what a need has left never rises: a round looks only at the
    pairs of the needs that have less left than in the round before.
    """
    needs, experts, homes = len(has_room), len(home), len(full)
    starts, pairs = _by_need(need, needs)
    asked, price = np.zeros(experts, np.int64), np.zeros(experts, np.int64)
    lent, left = np.zeros(homes, np.int64), np.full(needs, MOST, np.int64)
    for _ in range(rounds):
        rests = np.full(needs, MOST, np.int64)
        for pair in chosen:
            rest = worth[pair] - price[expert[pair]] - lent[home[expert[pair]]]
            rests[need[pair]] = min(rests[need[pair]], rest)
        for one in range(needs):
            rest = 0 if has_room[one] else max(rests[one], 0)
            if rest != left[one]:
                left[one] = rest
                for pair in pairs[starts[one] : starts[one + 1]]:
                    asked[expert[pair]] = max(asked[expert[pair]], worth[pair] - rest)
        if not _raise(asked, home, placed, full, price, lent):
            break
    return price, lent


@njit(cache=True, nogil=True)
def _raise(
    asked: Numbers, home: Numbers, placed: Flags, full: Flags, price: Numbers, lent: Numbers
) -> bool:  # fmt: skip
    """Raise the prices to what is asked. False where none is another than before."""
    changed = False
    for one in range(len(home)):
        if not placed[one] and full[home[one]] and asked[one] > lent[home[one]]:
            lent[home[one]] = asked[one]
            changed = True
    for one in range(len(home)):
        raised = max(asked[one] - lent[home[one]], 0) if placed[one] else 0
        changed |= raised != price[one]
        price[one] = raised
    return changed


@njit(cache=True, nogil=True)
def _by_need(need: Numbers, needs: int) -> tuple[Numbers, Numbers]:
    """The pairs in the order of their needs, and where each need's begin."""
    starts = np.zeros(needs + 1, np.int64)
    for one in need:
        starts[one + 1] += 1
    starts = np.cumsum(starts)
    ends, pairs = starts.copy(), np.empty(len(need), np.int64)
    for pair in range(len(need)):
        pairs[ends[need[pair]]] = pair
        ends[need[pair]] += 1
    return starts, pairs
