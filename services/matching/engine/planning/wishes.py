"""What a plan is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.matching.fit.states import Period


class Objective(StrEnum):
    """What a plan has most of; or that no two would rather have each other than what the plan gives them."""

    MOST_SCORE = "most_score"
    MOST_PLACEMENTS = "most_placements"
    STABLE = "stable"


PairId = tuple[str, str]  # (need, expert)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a plan has to respect. `caps` says how often a home agency lends, `in_a_row` how often a person goes."""

    objective: Objective
    horizon: Period | None = None
    caps: Mapping[str, int] = field(default_factory=dict)
    fixed: tuple[PairId, ...] = ()
    excluded: frozenset[PairId] = frozenset()
    in_a_row: int = 1
