"""Every query about the counties that bodies have learned about."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlmodel import col

from services.kit import clock
from services.kit.data.repository import Repository, insert_into, took_effect
from services.matching.counties.models import ToldCounty

REFRESHED_AFTER = timedelta(days=1)  # the last use of a county is noted once a day: the bound is counted in days


class ToldCounties(Repository[ToldCounty]):
    """The counties that each body has learned about, one per slot."""

    def forget_and_list(self, org: str, *, since: datetime) -> Sequence[ToldCounty]:
        """Delete the body's counties that were last used before `since`. Returns the others."""
        lapsed = delete(ToldCounty).where(col(ToldCounty.org) == org, col(ToldCounty.at) < since)
        self.session.execute(lapsed)
        return self.session.scalars(select(ToldCounty).where(col(ToldCounty.org) == org)).all()

    def contains(self, org: str, county: str) -> bool:
        query = select(col(ToldCounty.slot)).where(col(ToldCounty.org) == org, col(ToldCounty.county) == county)
        return self.session.scalars(query).first() is not None

    def touch(self, county: ToldCounty) -> None:
        """Note that the body uses the county now."""
        if county.at < clock.now() - REFRESHED_AFTER:
            county.at = clock.now()

    def take_slot(self, org: str, slot: int, county: str) -> bool:
        """Take a free slot for a county. False where another request was faster."""
        values = {"org": org, "slot": slot, "county": county, "at": clock.now()}
        return took_effect(
            self.session, insert_into(self.session, ToldCounty).values(**values).on_conflict_do_nothing()
        )
