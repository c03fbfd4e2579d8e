"""Rules of what is told about a draft: whoever writes one can change it and ask again, as often as they like."""

from services.matching.fit.conditions import Condition
from services.matching.fit.privacy import Crowd
from services.scheme.privacy import SMALLEST_GROUP

# about the draft itself, or about people who are not counted
UNTOLD = frozenset({Condition.NEED_OPEN, Condition.OWN_EMPLOYEE})
TOLD = tuple(condition for condition in Condition if condition not in UNTOLD)


def told(crowd: Crowd, *, step: int) -> int | None:
    """The count in whole steps, so that two drafts that differ by one thing cannot be subtracted.

    None below one step, and where they are of few bodies: of one or two it would say whose people they are. In steps
    of one all is told.
    """
    if step >= SMALLEST_GROUP and not crowd.is_many:
        return None
    return crowd.experts - crowd.experts % step or None
