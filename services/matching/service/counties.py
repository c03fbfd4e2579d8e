"""Bounds how much a host can find out about where an expert lives whose county is not shown.

Whoever asks for on-site candidates in one county after another learns the county of each expert: from the list they
appear in, and from `against`. So a body is told of few counties in a time; in others, those whose county the pool
hides are left out of its answers, wherever they live.
"""

from datetime import timedelta

from services.kit import clock
from services.kit.access import Caller, Role
from services.matching.domain import NeedState
from services.matching.repository import Suggestions
from services.matching.settings import MatchingSettings


def tells_place(suggestions: Suggestions, caller: Caller, need: NeedState, settings: MatchingSettings) -> bool:
    """Whether an answer about this need may depend on where hidden experts live; takes one of the body's counties."""
    if need.remote or need.county is None or Role.BROKER in caller.roles:
        return True
    since = clock.now() - timedelta(days=settings.told_counties_days)
    told = suggestions.list_told(need.host, since=since)
    for known in told:
        if known.county == need.county:
            suggestions.touch_told(known)
            return True
    free = sorted(set(range(settings.told_counties)) - {known.slot for known in told})
    return any(suggestions.take_slot(need.host, slot, need.county) for slot in free)
