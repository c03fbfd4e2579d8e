"""Bounds how much a host can find out about where an expert lives whose county is not shown.

Whoever asks for on-site candidates in one county after another learns the county of each expert: from the list they
appear in, from `against`, and from a plan. So a body learns about few counties in a period. In all other counties, the
experts whose county the pool hides are left out of its answers, wherever they live.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from services.kit import clock
from services.kit.access.table import Caller
from services.matching.counties.repository import ToldCounties
from services.matching.fit.states import NeedState
from services.matching.settings import MatchingSettings
from services.scheme.roles import Role


@dataclass(frozen=True)
class CountyAllowance:
    """The counties that each body may learn about. Asking about one more uses up a slot of the need's host."""

    counties: ToldCounties
    settings: MatchingSettings

    def includes(self, caller: Caller, need: NeedState) -> bool:
        """Whether an answer about this need may depend on where hidden experts live. May use up a slot."""
        if need.remote or need.county is None or Role.BROKER in caller.roles:
            return True
        return self._has_or_takes(need.host, need.county)

    def left_out(self, caller: Caller, needs: Iterable[NeedState]) -> list[str]:
        """The counties of these needs that the allowance does not include, in order. Uses up the slots left."""
        one_of_each = {need.county: need for need in needs if need.county is not None and not need.remote}
        return [county for county, need in sorted(one_of_each.items()) if not self.includes(caller, need)]

    def _has_or_takes(self, org: str, county: str) -> bool:
        used = self.counties.forget_and_list(org, since=clock.now() - timedelta(days=self.settings.told_counties_days))
        for known in used:
            if known.county == county:
                self.counties.touch(known)
                return True
        free = sorted(set(range(self.settings.told_counties)) - {known.slot for known in used})
        taken = any(self.counties.take_slot(org, slot, county) for slot in free)
        return taken or (bool(free) and self.counties.contains(org, county))  # another request may have taken it
