"""Counts the experts of the sorted rows who share something, and the bodies they are of."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.matching.engine.columns import Numbers
from services.matching.fit.privacy import Crowd
from services.scheme.privacy import FEWEST_BODIES

_HOMES = 2**16  # different bodies that a row can hold


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What each line shares, as a number, and the line's home: sorted once, to be counted for many choices of lines."""

    pairs: Numbers
    numbers: Numbers
    homes: list[str]

    @classmethod
    def of(cls, shared: Numbers, homes: Numbers, names: list[str]) -> "Shared":
        """`names` are the bodies by their numbers, from one on."""
        pairs, numbers = np.unique(shared.astype(np.int64) * _HOMES + homes, return_inverse=True)
        return cls(pairs=pairs, numbers=numbers, homes=["", *names])

    def crowds(self, chosen: Numbers | None = None) -> Iterator[tuple[int, Crowd]]:
        """The crowd of each number that is shared, of the chosen lines."""
        lines = self.numbers if chosen is None else self.numbers[chosen]
        counted = np.bincount(lines, minlength=len(self.pairs))
        some = np.flatnonzero(counted)
        if not len(some):
            return
        shared, homes = self.pairs[some] // _HOMES, self.pairs[some] % _HOMES
        starts = np.flatnonzero(np.diff(shared, prepend=-1))
        totals = np.add.reduceat(counted[some], starts).tolist()
        ends = np.minimum(np.append(starts[1:], len(some)), starts + FEWEST_BODIES).tolist()
        for number, total, start, end in zip(shared[starts].tolist(), totals, starts.tolist(), ends, strict=True):
            bodies = frozenset(self.homes[home] for home in homes[start:end].tolist())
            yield number, Crowd(experts=total, homes=bodies)
