"""The rules of plans: their limits, their states, and how many people each home agency may lend."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from services.kit.state_machine import StateMachine
from services.matching.fit.states import ExpertState
from services.scheme import reasons

MAX_NEEDS = 1_000_000
MAX_NEEDS_IN_A_ROW = 5_000  # of plans that place one person several times: those have to look at all pairs at once
MAX_IN_A_ROW = 6
MOST_WAITING = 3  # plans of a body that wait for their turn; the one that is being made does not count
MAX_TRIES = 3  # tries whose worker died are counted too
LEASE = timedelta(minutes=2)  # longer than the longest step that reports no progress


class PlanState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


PLANS = StateMachine(
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

    WORKLOAD = reasons.Reason.WORKLOAD
    NO_EMPLOYER_PERMISSION = reasons.Reason.NO_EMPLOYER_PERMISSION
    NOT_AVAILABLE = reasons.Reason.NOT_AVAILABLE
    REQUIREMENT_MISMATCH = reasons.Reason.REQUIREMENT_MISMATCH
    PERSONAL = reasons.Reason.PERSONAL
    OTHER = reasons.Reason.OTHER


def caps_of(experts: Iterable[ExpertState], *, on: date) -> dict[str, int]:
    """How many more people each home agency may lend by its policy: its cap, less those who are away or will be."""
    caps: dict[str, int] = {}
    away: Counter[str] = Counter()
    for expert in experts:
        if expert.lending_cap is not None:
            caps[expert.home] = expert.lending_cap
        away[expert.home] += any(busy.end >= on for busy in expert.busy)
    return {home: max(cap - away[home], 0) for home, cap in caps.items()}


def tightest(*limits: Mapping[str, int]) -> dict[str, int]:
    """The lowest limit for each name, of all these limits."""
    lowest: dict[str, int] = {}
    for limit in limits:
        for name, most in limit.items():
            lowest[name] = min(most, lowest.get(name, most))
    return lowest
