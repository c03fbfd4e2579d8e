"""Rules of needs: the life of a need, how long a stay may be, and when it is full."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from services.kit.state_machine import StateMachine
from services.scheme import reasons

LONGEST_KEY = 100  # signs of an external_id


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    ON_HOLD = "on_hold"
    FILLED = "filled"
    CLOSED = "closed"


LIVE = tuple(state for state in State if state is not State.CLOSED)
PUBLISHED = (State.OPEN, State.ON_HOLD, State.FILLED)

LIFE: StateMachine[State] = StateMachine(
    {
        ("publish", State.DRAFT): State.OPEN,
        ("hold", State.OPEN): State.ON_HOLD,
        ("resume", State.ON_HOLD): State.OPEN,
        ("fill", State.OPEN): State.FILLED,
        ("reopen", State.FILLED): State.OPEN,
        **{("close", state): State.CLOSED for state in LIVE},
        **{("edit", state): state for state in LIVE},
    },
    by_itself={"fill", "reopen"},  # they follow from the count of places
)


class Outcome(StrEnum):
    """Why a need was closed (DOMAIN: reason codes)."""

    WORKLOAD = reasons.Reason.WORKLOAD
    REQUIREMENT_MISMATCH = reasons.Reason.REQUIREMENT_MISMATCH
    OTHER_CANDIDATE_SELECTED = reasons.Reason.OTHER_CANDIDATE_SELECTED
    NO_LONGER_REQUIRED = reasons.Reason.NO_LONGER_REQUIRED
    NO_CANDIDATE_FOUND = reasons.Reason.NO_CANDIDATE_FOUND
    NO_RESPONSE = reasons.Reason.NO_RESPONSE
    OTHER = reasons.Reason.OTHER


@dataclass(frozen=True, kw_only=True)
class Lengths:
    """How many calendar months a stay may last, both ends included."""

    min_months: int
    max_months: int

    def allow(self, months: int) -> bool:
        return self.min_months <= months <= self.max_months


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which needs a list is to show: every open one, or with `host_org` that body's in all states."""

    host_org: str | None = None
    external_id: str | None = None
    field: str | None = None
    county: str | None = None


def due(state: State, *, filled: int, places: int) -> Literal["fill", "reopen"] | None:
    """The verb that the count of places requires now. On hold it waits for the need to be resumed."""
    if state is State.OPEN and filled >= places:
        return "fill"
    if state is State.FILLED and filled < places:
        return "reopen"
    return None


def key_with_host(external_id: str, *, host_org: str) -> str | None:
    """A need's own key with its former host's number before it; None where that is too long for a key."""
    key = f"{host_org}:{external_id}"
    return key if len(key) <= LONGEST_KEY else None


def start_passed(latest_start: date, *, on: date) -> bool:
    """True where nobody can start in time any more. On the last day somebody still can."""
    return latest_start < on
