"""Bounds how much a host can find out about where an expert lives whose county is not shown.

Whoever asks for on-site candidates in one county after another learns the county of each expert: from the list they
appear in, from `against`, and from a plan. So a body is told of few counties in a time; in others, those whose county
the pool hides are left out of its answers, wherever they live.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from services.kit import clock
from services.kit.access import Caller, Role
from services.matching.domain import NeedState
from services.matching.repository import Suggestions
from services.matching.settings import MatchingSettings


@dataclass(frozen=True)
class Counties:
    """What each body was told of."""

    suggestions: Suggestions
    settings: MatchingSettings

    def tells(self, caller: Caller, need: NeedState) -> bool:
        """Whether an answer about this need may depend on where hidden experts live; takes one of its host's."""
        if need.remote or need.county is None or Role.BROKER in caller.roles:
            return True
        return self._has_or_takes(need.host, need.county)

    def untold(self, caller: Caller, needs: Iterable[NeedState]) -> list[str]:
        """The counties of these needs that their host is not told of, in order; takes what it has left."""
        one_of_each = {need.county: need for need in needs if need.county is not None and not need.remote}
        return [county for county, need in sorted(one_of_each.items()) if not self.tells(caller, need)]

    def _has_or_takes(self, org: str, county: str) -> bool:
        told = self.suggestions.list_told(org, since=clock.now() - timedelta(days=self.settings.told_counties_days))
        for known in told:
            if known.county == county:
                self.suggestions.touch_told(known)
                return True
        free = sorted(set(range(self.settings.told_counties)) - {known.slot for known in told})
        taken = any(self.suggestions.take_slot(org, slot, county) for slot in free)
        return taken or (bool(free) and self.suggestions.is_told(org, county))  # another request may have taken it
