"""Two accounts turn out to be one person's: stays and bookings follow, and nothing new is said twice."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.joins import note_join
from services.placements.bookings.models import Booking
from services.placements.candidacies.models import Candidacy
from services.placements.decisions.repository import Decisions
from services.placements.followers import FOLLOWERS
from services.placements.jobs import rebind_people
from tests.placements.factories import Cast, an_expert, some_day
from tests.support.api import assert_problem
from tests.support.callers import HUSBANKEN, LANEKASSEN, person, service
from tests.support.events import received

HANDLERS = {kind: handler for follower in FOLLOWERS for kind, handler in follower.handlers.items()}


def joined(database: Database, *, stays: str, ended: str, over: tuple[str, ...] = ()) -> None:
    """auth's event arrives, as the follower handles it."""
    event = received("person.joined", stays, persons=[stays, ended], memberships=list(over))
    with database.write() as session:
        note_join(session, database.tables, event.data.persons)
        HANDLERS[event.type](session, event)


def other_account(cast: Cast, *, host: str = LANEKASSEN) -> Cast:
    """The same human as another expert, whom another host borrows."""
    return Cast(cast.api, cast.peers, host=host, expert=an_expert())


def bound(database: Database) -> dict[str, str]:
    """Whom each binding booking binds, by its candidacy."""
    with database.read() as session:
        held = select(Booking).where(col(Booking.state).in_(["accepted", "agreed"]))
        return {str(one.candidacy_id): one.person_id for one in session.scalars(held)}


def doubted(cast: Cast) -> list[dict[str, Any]]:
    events = cast.api.get("/v1/events", service("placements", of="notify")).json()
    return [event for event in events if event["type"] == "placement.doubted"]


class TestStays:
    def test_are_the_persons_who_stays_with_their_history(self, cast: Cast, database: Database) -> None:
        other = other_account(cast)
        placement, applied = other.agreed(start=str(some_day(400))), other_account(cast, host=HUSBANKEN)
        candidacy = applied.applied()
        for _ in range(2):  # an event may arrive twice
            joined(database, stays=cast.expert.person_id, ended=other.expert.person_id)
            joined(database, stays=cast.expert.person_id, ended=applied.expert.person_id)
        shown = cast.read(placement, cast.employee)
        assert (shown["state"], len(shown["decisions"])) == ("agreed", 3)
        assert [one["id"] for one in cast.api.get("/v1/candidacies", cast.employee).json()["items"]][-1] == candidacy
        assert set(bound(database).values()) == {cast.expert.person_id}
        assert doubted(cast) == []

    def test_that_collide_both_stand_and_the_later_is_asked_about(self, cast: Cast, database: Database) -> None:
        first = cast.agreed()
        other = other_account(cast)
        second = other.agreed()
        for _ in range(2):
            joined(database, stays=cast.expert.person_id, ended=other.expert.person_id)
        assert [cast.read(one, cast.employee)["state"] for one in (first, second)] == ["agreed", "agreed"]
        assert set(bound(database).values()) == {cast.expert.person_id, other.expert.person_id}, "none is lost"
        (event,) = doubted(cast)
        assert (event["subject"], event["data"]["codes"]["doubt"]) == (second, "booked_twice")
        assert "settle" in other.read(second, other.host)["legal"]

    def test_bind_the_person_once_the_other_is_called_off(self, cast: Cast, database: Database) -> None:
        first = cast.agreed()
        other = other_account(cast)
        second = other.agreed()
        joined(database, stays=cast.expert.person_id, ended=other.expert.person_id)
        assert cast.read(second, cast.employee)["doubt"] == "booked_twice"
        assert cast.api.post(f"/v1/placements/{first}/cancellation", cast.host, json={"reason": "other"}).is_success
        rebind_people(database)
        assert list(bound(database).values()) == [cast.expert.person_id]
        assert cast.read(second, cast.employee)["doubt"] is None

    def test_that_collide_are_asked_about_again_once_another_doubt_is_gone(
        self, cast: Cast, database: Database
    ) -> None:
        cast.agreed()
        other = other_account(cast)
        second = other.agreed()
        joined(database, stays=cast.expert.person_id, ended=other.expert.person_id)
        for kind in ("membership.granted", "membership.ended"):
            event = received(kind, "m-1", orgs=[LANEKASSEN], persons=[cast.expert.person_id])
            event = event.model_copy(update={"time": clock.now().isoformat()})
            with database.write() as session:
                HANDLERS[kind](session, event)
        found = [one["data"]["codes"]["doubt"] for one in doubted(cast)]
        assert found == ["booked_twice", "host_joined", "booked_twice"]
        assert cast.read(second, cast.employee)["doubt"] == "booked_twice"

    def test_that_are_only_proposed_cannot_be_agreed_on_taken_days(self, cast: Cast, database: Database) -> None:
        other = other_account(cast)
        proposed = other.proposed(by=other.host)
        cast.agreed()
        joined(database, stays=cast.expert.person_id, ended=other.expert.person_id)
        assert_problem(other.decide(other.home, proposed), 409, "person-already-booked")
        assert doubted(cast) == [], "it is not agreed, and ends by itself"


class TestDecisions:
    def test_of_both_accounts_are_one_persons(self, cast: Cast, database: Database) -> None:
        """The employee's other account coordinates the home agency: it said nothing yet, and says nothing now."""
        placement = cast.proposed(by=cast.host)
        joined(database, stays=cast.home_sub, ended=cast.expert.person_id)
        assert_problem(cast.decide(cast.home, placement), 409, "decides-for-two")
        colleague = person("coordinator", cast.expert.home_org)
        assert cast.decide(colleague, placement).json()["state"] == "agreed"

    def test_that_were_said_stay_and_agree_to_nothing_new(self, cast: Cast, database: Database) -> None:
        """Employee and home said yes as two accounts: agreed means three people."""
        placement = cast.proposed()
        assert cast.decide(cast.home, placement).is_success
        joined(database, stays=cast.expert.person_id, ended=cast.home_sub)
        answer = cast.decide(cast.host, placement)
        assert (answer.json()["state"], len(answer.json()["decisions"])) == ("proposed", 3)

    def test_negative_control_by_the_accounts_of_then_they_would_agree(
        self, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Decisions, "as_decided", lambda _, rows: [row.decided() for row in rows])
        placement = cast.proposed()
        assert cast.decide(cast.home, placement).is_success
        joined(database, stays=cast.expert.person_id, ended=cast.home_sub)
        assert cast.decide(cast.host, placement).json()["state"] == "agreed"

    def test_of_an_agreed_stay_are_history(self, cast: Cast, database: Database) -> None:
        placement = cast.agreed()
        joined(database, stays=cast.expert.person_id, ended=cast.home_sub)
        shown = cast.read(placement, cast.employee)
        assert (shown["state"], len(shown["decisions"])) == ("agreed", 3)


class TestOffers:
    def test_of_ones_own_other_account_cannot_be_accepted(self, cast: Cast, database: Database) -> None:
        offered = cast.offered(by=cast.host)
        joined(database, stays=cast.expert.person_id, ended=cast.host_sub)
        with database.read() as session:
            assert session.scalars(select(col(Candidacy.offered_by))).all() == [cast.expert.person_id]
        assert cast.accept(offered).status_code == 409


class TestMemberships:
    def test_of_both_make_a_host_an_employer(self, cast: Cast, database: Database) -> None:
        cast.agreed()
        other = "the-other-account"
        granted = received("membership.granted", "m-2", orgs=[HUSBANKEN], persons=[other], role="employee", roles=[])
        with database.write() as session:
            HANDLERS["membership.granted"](session, granted)
        assert doubted(cast) == []
        joined(database, stays=cast.expert.person_id, ended=other)
        assert [event["data"]["codes"]["doubt"] for event in doubted(cast)] == ["host_joined"]
        assert_problem(Cast(cast.api, cast.peers, expert=cast.expert).ask(cast.host), 409, "own-employee")
