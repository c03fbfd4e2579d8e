"""How long a host may read the profile of its guest: for the stay and its reports, wherever the days move."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.pool.followers import followers
from services.pool.settings import PoolSettings
from tests.pool.factories import endorsed
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, person
from tests.support.events import received

HANDLERS = {kind: handler for follower in followers(PoolSettings()) for kind, handler in follower.handlers.items()}
DAY = timedelta(days=1)


class Guest:
    """Somebody who applied, and whose stay lasts from 100 to 160 days from now."""

    def __init__(self, api: Api, database: Database) -> None:
        self.api, self.database = api, database
        self.expert_id, _ = endorsed(api)
        self.candidacy, self.placement = str(uuid4()), str(uuid4())
        self.codes = {
            "expert_id": self.expert_id,
            "need_id": str(uuid4()),
            "host_org": HUSBANKEN,
            "home_org": BAERUM,
            "candidacy_id": self.candidacy,
        }
        self.end = clock.today() + 160 * DAY
        self.happens("candidacy.applied", subject=self.candidacy)

    def happens(self, kind: str, *, end: date | None = None, subject: str | None = None, reason: str = "other") -> None:
        days = {"start": str(clock.today() + 100 * DAY), "end": str(end or self.end), "reason": reason}
        event: ReceivedEvent = received(kind, subject or self.placement, **self.codes, **days)
        with self.database.write() as session:
            HANDLERS[kind](session, event)

    def is_named(self, *, on: date) -> bool:
        with clock.stopped_at(clock.end_of(on) - timedelta(hours=1)):
            reader = person("requester", HUSBANKEN)
            shown = self.api.get(f"/v1/experts/{self.expert_id}", reader)
            return bool(shown.status_code == 200 and shown.json()["shown_as"] == "named")


@pytest.fixture
def guest(api: Api, database: Database) -> Guest:
    return Guest(api, database)


class TestDisclosure:
    def test_without_a_stay_runs_out(self, guest: Guest) -> None:
        applied = date(2026, 11, 23)  # the day of the events
        assert [guest.is_named(on=applied + days * DAY) for days in (89, 90)] == [True, False]

    @pytest.mark.parametrize("kind", ["placement.proposed", "placement.terms_changed", "placement.agreed"])
    def test_lasts_for_the_stay_and_its_reports(self, guest: Guest, kind: str) -> None:
        guest.happens(kind)
        assert [guest.is_named(on=guest.end + days * DAY) for days in (0, 21, 22)] == [True, True, False]

    @pytest.mark.parametrize("moved", [30, -30])
    def test_moves_with_the_days(self, guest: Guest, moved: int) -> None:
        guest.happens("placement.agreed")
        guest.happens("placement.changed", end=guest.end + moved * DAY)
        assert [guest.is_named(on=guest.end + (moved + days) * DAY) for days in (21, 22)] == [True, False]

    @pytest.mark.parametrize("kind", ["placement.rejected", "placement.cancelled", "placement.expired"])
    def test_ends_at_once_without_the_stay_and_for_good(self, guest: Guest, kind: str) -> None:
        guest.happens("placement.proposed")
        guest.happens(kind)
        assert not guest.is_named(on=clock.today())
        guest.happens("placement.agreed")
        assert not guest.is_named(on=clock.today())

    def test_goes_on_for_the_reports_of_a_stay_that_ended_early(self, guest: Guest) -> None:
        guest.happens("placement.agreed")
        last = clock.today() + 120 * DAY
        guest.happens("placement.ended_early", end=last)
        assert [guest.is_named(on=last + days * DAY) for days in (21, 22)] == [True, False]

    def test_ends_where_nobody_came(self, guest: Guest) -> None:
        guest.happens("placement.agreed")
        guest.happens("placement.ended_early", end=clock.today(), reason="no_show")
        assert not guest.is_named(on=clock.today())

    def test_ends_by_an_event_from_before_stays_were_amended(self, guest: Guest, database: Database) -> None:
        guest.happens("placement.agreed")
        event = received("placement.ended_early", guest.placement, **guest.codes, reason="workload", by="host")
        with database.write() as session:
            HANDLERS[event.type](session, event)
        assert not guest.is_named(on=clock.today())

    def test_that_ran_out_is_prolonged_by_a_stay(self, guest: Guest) -> None:
        with clock.stopped_at(clock.now() + 95 * DAY):
            guest.happens("placement.proposed", end=guest.end)
        assert guest.is_named(on=guest.end)
