"""A loan from Bærum kommune to Husbanken in its stages: a profile that waits, a placement to decide on, a stay."""

from datetime import datetime, time

from ressurspool.client.cases import Placement
from ressurspool.client.pool import Expert
from services.kit import clock
from services.kit.data.database import Database
from services.placements.jobs import follow_calendar
from services.placements.tables import Table
from services.scheme.days import OSLO
from services.scheme.months import last_day
from tests.journeys.cast import HOME, HOST, Actor, Cast, a_need, a_sign_up, days_from_now, endorsed, terms


class Loans:
    """The three parties, and what they have between them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.home, self.host = cast.coordinator(HOME), cast.coordinator(HOST)
        self.requester = cast.new("requester", HOST)

    def waiting(self) -> tuple[Actor, Expert]:
        """An employee whose profile waits for the endorsement."""
        employee = self.cast.new("employee", HOME)
        return employee, employee.client.pool.sign_up(a_sign_up())

    def asked(self, employee: Actor, expert: Expert, **changes: object) -> Placement:
        """The placement that the two bodies have to decide on: the employee has taken the offer."""
        need = self.requester.client.needs.post(a_need(earliest_start=days_from_now(0)))
        candidacy = self.requester.client.placements.invite(expert.id, need.id, offer=terms(**changes))
        placement_id = employee.client.placements.accept(candidacy.id, terms_version=1).placement_id
        assert placement_id is not None
        return self.host.client.placements.placement(placement_id)

    def proposed(self, **changes: object) -> tuple[Actor, Placement]:
        employee = self.cast.new("employee", HOME)
        return employee, self.asked(employee, endorsed(self.cast, employee), **changes)

    def begun(self) -> tuple[Actor, Placement]:
        """A stay that began today: placements has done what its calendar does."""
        start = days_from_now(0)
        employee, placement = self.proposed(start=start, end=last_day(start, months=2))
        for coordinator in (self.home, self.host):
            coordinator.client.placements.approve(placement.id, terms_version=1)
        database = Database(self.cast.stack.databases["placements"], Table.metadata, connections=2)
        with clock.stopped_at(datetime.combine(start, time(12), OSLO)):
            follow_calendar(database)
        database.close()
        return employee, employee.client.placements.placement(placement.id)
