"""The life of a placement, and who may move it."""

from collections.abc import Set
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.kit.errors import WrongState
from services.kit.state_machine import StateMachine
from services.placements.amendments.domain import BINDING, Kind
from services.placements.decisions.errors import DecidesForTwo
from services.placements.placements.errors import DayPassed, DeadlinePassed
from services.scheme.parties import Party


class PlacementState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


START_DAYS = timedelta(days=7)  # how long before its first day a stay is said to begin soon
END_DAYS = timedelta(days=30)  # and before its last day, to end soon: time enough for an extension
LIVE = (PlacementState.PROPOSED, PlacementState.AGREED, PlacementState.ACTIVE)
AMENDABLE = (PlacementState.AGREED, PlacementState.ACTIVE)
PLACEMENT: StateMachine[PlacementState] = StateMachine(
    {
        ("approve", PlacementState.PROPOSED): PlacementState.PROPOSED,
        ("edit", PlacementState.PROPOSED): PlacementState.PROPOSED,
        ("propose_terms", PlacementState.PROPOSED): PlacementState.PROPOSED,
        ("agree", PlacementState.PROPOSED): PlacementState.AGREED,
        ("reject", PlacementState.PROPOSED): PlacementState.REJECTED,
        ("expire", PlacementState.PROPOSED): PlacementState.EXPIRED,
        ("cancel", PlacementState.PROPOSED): PlacementState.CANCELLED,
        ("cancel", PlacementState.AGREED): PlacementState.CANCELLED,
        ("start", PlacementState.AGREED): PlacementState.ACTIVE,
        ("complete", PlacementState.ACTIVE): PlacementState.COMPLETED,
        ("end_early", PlacementState.ACTIVE): PlacementState.ENDED_EARLY,
        ("dates", PlacementState.AGREED): PlacementState.AGREED,
        ("content", PlacementState.AGREED): PlacementState.AGREED,
        ("extension", PlacementState.ACTIVE): PlacementState.ACTIVE,
        ("dates", PlacementState.ACTIVE): PlacementState.ACTIVE,
        ("content", PlacementState.ACTIVE): PlacementState.ACTIVE,
        ("early_return", PlacementState.ACTIVE): PlacementState.ACTIVE,
        ("recall", PlacementState.ACTIVE): PlacementState.ACTIVE,
        ("no_show", PlacementState.ACTIVE): PlacementState.ENDED_EARLY,
        ("settle", PlacementState.AGREED): PlacementState.AGREED,
        ("settle", PlacementState.ACTIVE): PlacementState.ACTIVE,
    }
)
_PLACEMENT_VERBS = {
    Party.EMPLOYEE: {"approve", "reject", "propose_terms", "cancel", *BINDING, Kind.EARLY_RETURN},
    Party.HOST: {"approve", "reject", "edit", "cancel", "settle", *BINDING, Kind.EARLY_RETURN, Kind.NO_SHOW},
    Party.HOME: {"approve", "reject", "edit", "cancel", "settle", *BINDING, Kind.EARLY_RETURN, Kind.RECALL},
}
_DECIDING = ("approve", "reject")


def legal_for_placement(state: PlacementState, parties: Set[Party], *, doubt: str | None = None) -> list[str]:
    """The verbs these parties may use now. Without a doubt there is nothing to settle."""
    allowed = {verb for party in parties for verb in _PLACEMENT_VERBS[party]}
    if doubt is None:
        allowed -= {"settle"}
    return [verb for verb in PLACEMENT.legal(state) if verb in allowed]


def legal_for_reader(
    state: PlacementState,
    parties: Set[Party],
    *,
    may: Set[str],
    may_decide: bool,
    doubt: str | None = None,
) -> list[str]:
    """The verbs one reader of these parties may use now, of those that they `may` at all: some have decided."""
    legal = legal_for_placement(state, parties, doubt=doubt)
    return [verb for verb in legal if verb in may and (may_decide or verb not in _DECIDING)]


def move_placement(
    state: PlacementState, verb: str, *, parties: Set[Party], doubt: str | None = None
) -> PlacementState:
    """The state after these parties' verb. Raises WrongState, naming the verbs that are legal for them."""
    legal = legal_for_placement(state, parties, doubt=doubt)
    if verb not in legal:
        raise WrongState(legal=legal)
    return PLACEMENT.step(state, verb)


def body_of(parties: Set[Party]) -> Party:
    """The body that somebody of these parties speaks for. Raises DecidesForTwo for whoever is the employee too."""
    if Party.EMPLOYEE in parties:
        raise DecidesForTwo()
    return Party.HOME if Party.HOME in parties else Party.HOST


def refuse_late(deadline: datetime | None, *, at: datetime) -> None:
    """Raises DeadlinePassed at the deadline and after it."""
    if deadline is not None and deadline <= at:
        raise DeadlinePassed()


def refuse_passed(day: date, *, on: date) -> None:
    """Raises DayPassed for what would count from a day before `on`: nobody could decide on it in time."""
    if day < on:
        raise DayPassed(day=day.isoformat())
