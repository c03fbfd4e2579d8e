"""What a finished plan consists of: its stays, its gaps, and a bound on its loss."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.matching.engine.planning.wishes import Objective, PairId
from services.matching.fit.conditions import Condition


class Shortfall(StrEnum):
    """What keeps a need's place empty: the constraint that binds."""

    NEED_NOT_OPEN = "need_not_open"
    OUTSIDE_HORIZON = "outside_horizon"
    FIELD_UNKNOWN = "field_unknown"
    NO_CANDIDATES = "no_candidates"
    EXCLUDED_PAIRS = "excluded_pairs"
    LENDING_CAP = "lending_cap"
    PEOPLE_TAKEN = "people_taken"


@dataclass(frozen=True, kw_only=True)
class Stay:
    """An assignment: who, where, and the days it would take."""

    need: str
    expert: str
    score: int
    start: date
    end: date
    fixed: bool = False


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Places that stay empty, and why; `condition` is what alone keeps out most experts, where nobody fits."""

    need: str
    places: int
    because: Shortfall
    condition: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Reached:
    """The totals of an objective on the same market. Blocking pairs are not counted for several stays in a row."""

    objective: Objective
    placements: int
    score: int
    blocking_pairs: int | None


@dataclass(frozen=True, kw_only=True)
class Loss:
    """How far the plan can be from the best there is, in the objective's own unit; and what was not looked at.

    `method` says what proves it: `duality`, `stable` (nothing can be lost), or the relaxation `lp` or `flow`.
    """

    at_most: int
    highest: int
    method: str
    pairs: int
    needs_cut: int

    @property
    def share(self) -> float:
        return round(self.at_most / self.highest, 6) if self.highest else 0.0


@dataclass(frozen=True, kw_only=True)
class Solution:
    """A finished plan. `dropped` are fixed pairs that fitted when the plan was requested, and no longer did."""

    stays: tuple[Stay, ...]
    gaps: tuple[Gap, ...]
    places: int
    reached: tuple[Reached, ...]
    loss: Loss
    dropped: tuple[PairId, ...] = ()
