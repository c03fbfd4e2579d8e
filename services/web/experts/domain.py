"""How a profile and its endorsement are shown to the body that lends the employee."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ressurspool.client.notify import Task
from ressurspool.client.pool import Expert

SOON = timedelta(days=60)  # an endorsement that ends so soon is a warning: both sides are notified then
A_YEAR = timedelta(days=365)
REASONS = ("workload", "no_employer_permission", "not_available", "requirement_mismatch", "no_longer_required", "other")

COLORS: Mapping[str, str] = {
    "submitted": "warning",
    "available": "success",
    "returned": "info",
    "expired": "danger",
}


def color_of(state: str) -> str:
    return COLORS.get(state, "neutral")


def ends_soon(expert: Expert, today: date) -> bool:
    """Whether its endorsement ends within the time in which it is prolonged."""
    return expert.endorsement is not None and expert.endorsement.valid_until - today <= SOON


@dataclass(frozen=True, kw_only=True)
class Line:
    """A profile in the list of a body's employees. `since`: when it began to wait for a coordinator."""

    expert: Expert
    since: datetime | None
    soon: bool


def lines(experts: Iterable[Expert], tasks: Iterable[Task], today: date) -> list[Line]:
    """The list's rows. What waits has a task of the same subject, which says since when."""
    since = {task.subject: task.opened_at for task in tasks}
    return [Line(expert=one, since=since.get(one.id), soon=ends_soon(one, today)) for one in experts]
