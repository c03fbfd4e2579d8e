"""What placements does on a schedule."""

from datetime import date, datetime, time, timedelta

from services.kit import clock
from services.kit.data.database import Database
from services.placements.jobs import expire_unanswered, follow_calendar
from services.scheme import days
from tests.placements.factories import Cast
from tests.support.callers import BAERUM, person, service


class TestExpireUnanswered:
    def test_ends_invitations_offers_and_undecided_placements(self, cast: Cast, database: Database) -> None:
        placement_id = cast.proposed()
        other = Cast(cast.api, cast.peers)
        invited, offered = other.invited(), Cast(cast.api, cast.peers).offered()
        with clock.stopped_at(clock.now() + timedelta(days=15)):
            expire_unanswered(database)
            home = person("coordinator", BAERUM)
            states = [
                cast.api.get(path, home).json()["state"]
                for path in (
                    f"/v1/placements/{placement_id}",
                    f"/v1/candidacies/{invited}",
                    f"/v1/candidacies/{offered}",
                )
            ]
        assert states == ["expired"] * 3

    def test_leaves_what_has_time(self, cast: Cast, database: Database) -> None:
        applied = cast.applied()
        placement_id = Cast(cast.api, cast.peers).proposed()
        expire_unanswered(database)
        assert cast.read(placement_id)["state"] == "proposed"
        with clock.stopped_at(clock.now() + timedelta(days=20)):
            expire_unanswered(database)
            home = person("coordinator", BAERUM)
            assert cast.api.get(f"/v1/candidacies/{applied}", home).json()["state"] == "applied"

    def test_ends_what_the_host_did_not_answer(self, cast: Cast, database: Database) -> None:
        """An application, and an interest; the reserve waits for the stays instead."""
        applied, invited = cast.applied(), Cast(cast.api, cast.peers)
        interested = invited.invited()
        invited.do(invited.employee, interested, "interest")
        with clock.stopped_at(clock.now() + timedelta(days=22)):
            expire_unanswered(database)
            home = person("coordinator", BAERUM)
            found = [cast.api.get(f"/v1/candidacies/{one}", home).json() for one in (applied, interested)]
        assert [(one["state"], one["reason"]) for one in found] == [("expired", "no_response")] * 2

    def test_frees_person_and_seat(self, cast: Cast, database: Database) -> None:
        cast.proposed()
        with clock.stopped_at(clock.now() + timedelta(days=15)):
            expire_unanswered(database)
            again = Cast(cast.api, cast.peers, expert=cast.expert)
            assert again.accept(again.offered()).status_code == 201


class TestFollowCalendar:
    def test_begins_on_the_first_day_and_completes_after_the_last(self, cast: Cast, database: Database) -> None:
        placement_id = cast.agreed()
        first, last = (date.fromisoformat(cast.read(placement_id)["terms"][name]) for name in ("start", "end"))
        day, seen = timedelta(days=1), []
        for on in (first - day, first, last, last + day):
            with clock.stopped_at(datetime.combine(on, time(12), days.OSLO)):
                follow_calendar(database)
                seen.append(cast.read(placement_id, person("coordinator", BAERUM))["state"])
        assert seen == ["agreed", "active", "active", "completed"]
        events = cast.api.get("/v1/events", service("placements", of="notify")).json()
        assert [event["type"] for event in events][-2:] == ["placement.started", "placement.completed"]

    def test_leaves_what_is_not_agreed(self, cast: Cast, database: Database) -> None:
        placement_id = cast.proposed()
        with clock.stopped_at(clock.now() + timedelta(days=70)):
            follow_calendar(database)
            assert cast.read(placement_id, person("coordinator", BAERUM))["state"] == "proposed"
