"""What a plan is asked for, what it comes to, and the states it goes through."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from services.kit.machine import Machine
from services.matching.domain.conditions import Condition
from services.matching.domain.states import ExpertState, Period

MAX_NEEDS = 1_000_000
MAX_NEEDS_IN_A_ROW = 5_000  # of plans that place one person several times: those have to look at all pairs at once
MAX_IN_A_ROW = 6
MAX_TRIES = 3  # workers that died count too
LEASE = timedelta(minutes=2)  # longer than the longest step that tells of no progress


class Objective(StrEnum):
    """What a plan has most of; or that no two would rather have each other than what the plan gives them."""

    MOST_SCORE = "most_score"
    MOST_PLACEMENTS = "most_placements"
    STABLE = "stable"


class PlanState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


PLANS = Machine(
    {
        ("start", PlanState.QUEUED): PlanState.RUNNING,
        ("start", PlanState.RUNNING): PlanState.RUNNING,  # the worker that had it died
        ("finish", PlanState.RUNNING): PlanState.DONE,
        ("fail", PlanState.RUNNING): PlanState.FAILED,
        ("cancel", PlanState.QUEUED): PlanState.CANCELLED,
        ("cancel", PlanState.RUNNING): PlanState.CANCELLED,
    },
    by_itself={"start", "finish", "fail"},
)


class ExclusionReason(StrEnum):
    """Why a pair must not be placed: the scheme's reason codes that fit."""

    WORKLOAD = "workload"
    NO_EMPLOYER_PERMISSION = "no_employer_permission"
    NOT_AVAILABLE = "not_available"
    REQUIREMENT_MISMATCH = "requirement_mismatch"
    PERSONAL = "personal"
    OTHER = "other"


class Shortfall(StrEnum):
    """What keeps a need's place empty: the constraint that binds."""

    NEED_NOT_OPEN = "need_not_open"
    OUTSIDE_HORIZON = "outside_horizon"
    FIELD_UNKNOWN = "field_unknown"
    NO_CANDIDATES = "no_candidates"
    EXCLUDED_PAIRS = "excluded_pairs"
    LENDING_CAP = "lending_cap"
    PEOPLE_TAKEN = "people_taken"


PairId = tuple[str, str]  # (need, expert)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """How a plan is to be made. `caps` says how often a home agency lends, `in_a_row` how often a person goes."""

    objective: Objective
    horizon: Period | None = None
    caps: Mapping[str, int] = field(default_factory=dict)
    fixed: tuple[PairId, ...] = ()
    excluded: frozenset[PairId] = frozenset()
    in_a_row: int = 1


def caps_of(experts: Iterable[ExpertState], *, on: date) -> dict[str, int]:
    """How many more people each home agency's policy lets go: its cap, less those who are away, or will be."""
    caps: dict[str, int] = {}
    away: Counter[str] = Counter()
    for expert in experts:
        if expert.lending_cap is not None:
            caps[expert.home] = expert.lending_cap
        away[expert.home] += any(busy.end >= on for busy in expert.busy)
    return {home: max(cap - away[home], 0) for home, cap in caps.items()}


def tightest(*limits: Mapping[str, int]) -> dict[str, int]:
    """The lowest limit of each."""
    lowest: dict[str, int] = {}
    for limit in limits:
        for name, most in limit.items():
            lowest[name] = min(most, lowest.get(name, most))
    return lowest


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
    """What an objective comes to on the same market. Blocking pairs are not counted for several stays in a row."""

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
class Plan:
    """A finished plan. `dropped` are fixed pairs that fitted when the plan was asked for, and no longer did."""

    stays: tuple[Stay, ...]
    gaps: tuple[Gap, ...]
    places: int
    reached: tuple[Reached, ...]
    loss: Loss
    dropped: tuple[PairId, ...] = ()
