"""Bounds how much a host can find out about where an expert lives whose county is not shown.

Whoever asks for on-site candidates in one county after another learns the county of each expert: from the list they
appear in, from `against`, and from a plan. So a body learns about few counties in a period. In all other counties, the
experts whose county the pool hides are left out of its answers, wherever they live.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.database import once_committed
from services.matching.counties.repository import REFRESHED_AFTER, ToldCounties
from services.matching.fit.states import NeedState
from services.matching.settings import MatchingSettings
from services.scheme.roles import Role

MOST_REMEMBERED = 10_000  # uses of counties; then all are forgotten, and looked up again


class Counties:
    """What a process remembers of the counties that bodies were told about lately: what was committed, with its day.

    While the use that is noted there is younger than a day, the table would only be read.
    """

    def __init__(self, settings: MatchingSettings) -> None:
        self.settings = settings
        self._used: dict[tuple[str, str], datetime] = {}

    def are_known_to_include(self, caller: Caller, need: NeedState) -> bool:
        """Whether an answer about this need may depend on hidden counties, as far as that is remembered."""
        if asks_for_no_county(caller, need):
            return True
        used = self._used.get((need.host, need.county or ""))
        return used is not None and used >= clock.now() - REFRESHED_AFTER

    def remember(self, org: str, county: str, used: datetime) -> None:
        """Call once this is committed."""
        if len(self._used) >= MOST_REMEMBERED:
            self._used = {}
        self._used[org, county] = used

    def allowance(self, session: Session) -> "CountyAllowance":
        return CountyAllowance(ToldCounties(session), self)


@dataclass(frozen=True)
class CountyAllowance:
    """The counties that each body may learn about. Asking about one more uses up a slot of the need's host."""

    counties: ToldCounties
    memory: Counties

    def includes(self, caller: Caller, need: NeedState) -> bool:
        """Whether an answer about this need may depend on where hidden experts live. May use up a slot."""
        return asks_for_no_county(caller, need) or self._has_or_takes(need.host, need.county or "")

    def left_out(self, caller: Caller, needs: Iterable[NeedState]) -> list[str]:
        """The counties of these needs that the allowance does not include, in order. Uses up the slots left."""
        one_of_each = {need.county: need for need in needs if need.county is not None and not need.remote}
        return [county for county, need in sorted(one_of_each.items()) if not self.includes(caller, need)]

    def _has_or_takes(self, org: str, county: str) -> bool:
        settings = self.memory.settings
        used = self.counties.forget_and_list(org, since=clock.now() - timedelta(days=settings.told_counties_days))
        for known in used:
            if known.county == county:
                self.counties.touch(known)
                self._remember(org, county, known.at)
                return True
        free = sorted(set(range(settings.told_counties)) - {known.slot for known in used})
        if any(self.counties.take_slot(org, slot, county) for slot in free):
            self._remember(org, county, clock.now())
            return True
        return bool(free) and self.counties.contains(org, county)  # another request may have taken it

    def _remember(self, org: str, county: str, used: datetime) -> None:
        once_committed(self.counties.session, partial(self.memory.remember, org, county, used))


def asks_for_no_county(caller: Caller, need: NeedState) -> bool:
    """Whether an answer about this need tells this caller nothing of where experts live."""
    return need.remote or need.county is None or Role.BROKER in caller.roles
