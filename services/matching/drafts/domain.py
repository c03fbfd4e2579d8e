"""Rules of what is told about a draft: whoever writes one can change it and ask again, as often as they like."""

from collections.abc import Iterable

from services.matching.fit.conditions import Condition
from services.matching.fit.privacy import crowds
from services.scheme.privacy import SMALLEST_GROUP

# about the draft itself, or about people who are not counted
UNTOLD = frozenset({Condition.NEED_OPEN, Condition.OWN_EMPLOYEE})
TOLD = tuple(condition for condition in Condition if condition not in UNTOLD)
HOMES_READ = 100  # of the best: enough to find three bodies


def told(count: int, *, step: int) -> int | None:
    """The count in whole steps, so that two drafts that differ by one thing cannot be subtracted. None below one."""
    return count - count % step or None


def told_of(count: int, homes: Iterable[str], *, step: int) -> int | None:
    """The count of people whose homes are known. None where they are few, or of few bodies."""
    crowd = crowds(("", home) for home in homes).get("")
    return told(count, step=step) if step < SMALLEST_GROUP or (crowd is not None and crowd.is_many) else None
