"""The market: needs, experts and the possible pairs, as columns of whole numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

UNLIMITED = 2**31 - 1  # the cap of a home agency that has none


class Most(StrEnum):
    """What an optimum maximises. Of equally many placements, those with the higher sum of scores."""

    SCORE = "score"
    PLACEMENTS = "placements"


@dataclass(frozen=True, kw_only=True)
class Market:
    """Needs and experts by number; `need`, `expert` and `score` are the columns of the pairs.

    `left_out` is per need the highest score a pair that was left out of the columns can have, 0 where none was.
    """

    need: Ints
    expert: Ints
    score: Ints
    places: Ints
    home: Ints
    caps: Ints
    left_out: Ints

    def taking(self, chosen: Ints) -> "Taken":
        return Taken(
            places=np.bincount(self.need[chosen], minlength=len(self.places)),
            experts=np.bincount(self.expert[chosen], minlength=len(self.home)),
            caps=np.bincount(self.home[self.expert[chosen]], minlength=len(self.caps)),
        )

    def only(self, pairs: Ints) -> tuple["Market", Ints]:
        """The market of these pairs, of the experts in them only; and the numbers these have here."""
        experts, expert = np.unique(self.expert[pairs], return_inverse=True)
        need, score, home = self.need[pairs], self.score[pairs], self.home[experts]
        return replace(self, need=need, expert=expert, score=score, home=home), experts

    def widened(self, need: Ints, expert: Ints, score: Ints) -> "Market":
        """The market with further pairs, behind those it has."""
        return replace(
            self,
            need=np.append(self.need, need),
            expert=np.append(self.expert, expert),
            score=np.append(self.score, score),
        )

    def total(self, chosen: Ints) -> int:
        return int(self.score[chosen].sum())


@dataclass(frozen=True, kw_only=True)
class Taken:
    """How much of everything some chosen pairs take."""

    places: Ints
    experts: Ints
    caps: Ints


def ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)
