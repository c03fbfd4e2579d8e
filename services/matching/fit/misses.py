"""Near misses: what would have to change for an expert who nearly fits (a later start, no pause, more time)."""

from dataclasses import dataclass
from datetime import date

from services.matching.fit.conditions import Condition, against
from services.matching.fit.days import Span, possible_starts
from services.matching.fit.pairs import Pair
from services.scheme.months import last_day

MENDED_BY_TIME = frozenset({Condition.WINDOW, Condition.NOT_PAUSED, Condition.ENDORSED_UNTIL})


@dataclass(frozen=True, kw_only=True)
class NearestMiss:
    """The earliest start with which every condition would hold, and what has to change for it."""

    start: date
    later_start: bool
    pause_over: bool
    endorsed_until: date | None


def nearest_miss(pair: Pair) -> NearestMiss | None:
    """None where the expert fits already, or where a condition fails that no later day mends."""
    failing = frozenset(against(pair))
    if not failing or failing - MENDED_BY_TIME:
        return None
    start = _first_start(pair)
    if start is None:
        return None
    until, end = pair.expert.endorsed_until, last_day(start, months=pair.need.months)
    return NearestMiss(
        start=start,
        later_start=start > pair.need.latest_start,
        pause_over=Condition.NOT_PAUSED in failing,
        endorsed_until=end if until is not None and end > until else None,
    )


def _first_start(pair: Pair) -> date | None:
    """The first day from which the expert is free long enough, after the pause and not before the need begins."""
    first, free = pair.asked_starts.first, pair.expert.free
    if pair.expert.paused and pair.expert.paused_until is not None:
        first = max(first, pair.expert.paused_until.toordinal() + 1)  # as a date it could be past the last there is
    if not free:
        return None
    starts = possible_starts(free, asked=Span(first, max(span.last for span in free)), months=pair.need.months)
    return date.fromordinal(starts[0].first) if starts else None
