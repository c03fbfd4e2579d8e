"""Stays that are under way, and the clock they are under."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import httpx

from services.kit import clock
from services.kit.data.database import Database
from services.placements.bookings.models import Booking
from services.placements.jobs import expire_amendments, follow_calendar
from services.scheme import days
from tests.placements.factories import Cast
from tests.support.callers import person, service


@contextmanager
def on_day(day: date, database: Database, *, hour: int = 12) -> Iterator[None]:
    """That day, with what the clock does on it."""
    with clock.stopped_at(datetime.combine(day, time(hour), days.OSLO)):
        expire_amendments(database)
        follow_calendar(database)
        yield


@dataclass
class Begun:
    """A stay of two months on its tenth day, and its people with tokens of that day."""

    cast: Cast
    database: Database
    id: str
    first: date
    last: date

    def __post_init__(self) -> None:
        cast = self.cast
        home, host = cast.expert.home_org, cast.need.host_org
        self.employee = person("employee", home, sub=cast.expert.person_id)
        self.home, self.host = person("coordinator", home), person("coordinator", host)
        self.requester = person("requester", host)

    @property
    def sides(self) -> dict[str, dict[str, str]]:
        return {"employee": self.employee, "home": self.home, "host": self.host}

    def read(self, headers: dict[str, str] | None = None) -> dict[str, Any]:
        return self.cast.read(self.id, headers or self.home)

    def amend(self, headers: dict[str, str], kind: str, **asked: Any) -> httpx.Response:
        return self.cast.amend(headers, self.id, kind, **asked)

    def extended(self, *, by: str = "host", days_more: int = 20) -> dict[str, Any]:
        """An extension that one side has proposed."""
        answer = self.amend(self.sides[by], "extension", end=str(self.last + timedelta(days=days_more)))
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def amendment(self, amendment: dict[str, Any], headers: dict[str, str] | None = None) -> dict[str, Any]:
        path = f"/v1/placements/{self.id}/amendments/{amendment['id']}"
        found: dict[str, Any] = self.cast.api.get(path, headers or self.home).json()
        return found

    def events(self) -> list[tuple[str, dict[str, Any]]]:
        page = self.cast.api.get("/v1/events?limit=1000", service("placements", of="notify")).json()
        return [(event["type"], event["data"]["codes"]) for event in page]


@contextmanager
def begun(cast: Cast, database: Database) -> Iterator[Begun]:
    placement_id = cast.agreed()
    first, last = (date.fromisoformat(cast.read(placement_id)["terms"][name]) for name in ("start", "end"))
    with on_day(first + timedelta(days=9), database):
        yield Begun(cast, database, placement_id, first, last)


def booked_until(database: Database, cast: Cast) -> str:
    with database.read() as session:
        found = session.query(Booking).filter_by(person_id=cast.expert.person_id, state="agreed").one()
        return str(found.ends)
