"""The life of an amendment, who may move it, and the days that count for it."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from services.kit.errors import WrongState
from services.kit.lists import Order
from services.kit.state_machine import StateMachine
from services.placements.terms.domain import Terms
from services.scheme.parties import Party


class Kind(StrEnum):
    """What is asked for. Each is also the verb by which a party of the stay asks for it."""

    EXTENSION = "extension"
    DATES = "dates"
    CONTENT = "content"
    EARLY_RETURN = "early_return"
    RECALL = "recall"
    NO_SHOW = "no_show"


class AmendmentState(StrEnum):
    PROPOSED = "proposed"
    APPLIED = "applied"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


BINDING = frozenset({Kind.EXTENSION, Kind.DATES, Kind.CONTENT})  # bind anew, so they always take three yeses
BY_NOTICE = frozenset({Kind.EARLY_RETURN, Kind.RECALL})  # one party's right, with notice
OF_COORDINATORS = frozenset({Kind.RECALL, Kind.NO_SHOW})  # for a body, and not about one's own stay
NO_SHOW_DAYS = 14  # from the first day on
FIELDS: Mapping[Kind, frozenset[str]] = {
    Kind.EXTENSION: frozenset({"end"}),
    Kind.DATES: frozenset({"start", "end"}),
    Kind.CONTENT: frozenset({"percentage", "place", "tasks", "unit", "learning_goals", "payer", "employer"}),
    Kind.EARLY_RETURN: frozenset({"last_day", "reason"}),
    Kind.RECALL: frozenset({"last_day", "reason"}),
    Kind.NO_SHOW: frozenset(),
}
AMENDMENT: StateMachine[AmendmentState] = StateMachine(
    {
        ("approve", AmendmentState.PROPOSED): AmendmentState.PROPOSED,
        ("apply", AmendmentState.PROPOSED): AmendmentState.APPLIED,
        ("reject", AmendmentState.PROPOSED): AmendmentState.REJECTED,
        ("withdraw", AmendmentState.PROPOSED): AmendmentState.WITHDRAWN,
        ("expire", AmendmentState.PROPOSED): AmendmentState.EXPIRED,
    },
    by_itself={"apply", "expire"},
)
LIVE = (AmendmentState.PROPOSED,)
_DECIDING = ("approve", "reject")


@dataclass(frozen=True, kw_only=True)
class WantedAmendments:
    """Which amendments of a stay are asked for. None leaves nothing out."""

    order: Order = Order.OLDEST
    ids: tuple[UUID, ...] | None = None
    states: frozenset[str] | None = None


def legal_for_amendment(state: AmendmentState, parties: Set[Party], *, proposer: Party) -> list[str]:
    """The verbs these parties may use now. Only the side that proposed it withdraws it."""
    legal = AMENDMENT.legal(state) if parties else []
    return [verb for verb in legal if verb != "withdraw" or proposer in parties]


def legal_for_amender(state: AmendmentState, parties: Set[Party], *, proposer: Party, may_decide: bool) -> list[str]:
    """The verbs one reader of these parties may use now: some have decided already."""
    legal = legal_for_amendment(state, parties, proposer=proposer)
    return [verb for verb in legal if may_decide or verb not in _DECIDING]


def move_amendment(state: AmendmentState, verb: str, *, parties: Set[Party], proposer: Party) -> AmendmentState:
    """The state after these parties' verb. Raises WrongState, naming the verbs that are legal for them."""
    legal = legal_for_amendment(state, parties, proposer=proposer)
    if verb not in legal:
        raise WrongState(legal=legal)
    return AMENDMENT.step(state, verb)


def foreign_fields(kind: Kind, given: Collection[str]) -> list[str]:
    """The fields that were given and say nothing about this kind."""
    return sorted(set(given) - FIELDS[kind] - {"kind", "note"})


def first_last_day(today: date, *, notice_days: int) -> date:
    """The earliest last day of a stay for whoever gives notice today."""
    return today + timedelta(days=notice_days)


def last_no_show_day(starts: date) -> date:
    """The last day on which a host may report that nobody came."""
    return starts + timedelta(days=NO_SHOW_DAYS - 1)


def effective_day(kind: Kind, terms: Terms, *, begun: bool, starts: date, ends: date) -> date:
    """The first day that is otherwise under the amended terms: until then the amendment has to be decided.

    `starts` and `ends` are the days as they are. Where only the content changes, it is the day after the stay.
    """
    if kind is Kind.DATES and not begun:
        return min(starts, terms.start)
    return min(ends, terms.end) + timedelta(days=1)
