"""Nobody is lent to a body they belong to, and no agreed stay goes on as if its employee had not left."""

from datetime import date, datetime, time, timedelta

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.placements.jobs import follow_calendar
from services.scheme import days
from tests.placements.factories import Cast, terms
from tests.placements.memberships import doubts, emitted, happen, joins, leaves, settle
from tests.support.api import assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, person

IN_DOUBT = ["content", "dates", "early_return", "extension", "recall", "settle"]  # what home may do under way


class TestSecondEmployer:
    """The employee of Bærum belongs to Husbanken, the host, too."""

    def test_is_no_host_however_it_is_begun(self, cast: Cast, database: Database) -> None:
        applied = cast.applied()
        joins(database, cast)
        assert_problem(cast.do(cast.requester, applied, "offer", **terms()), 409, "own-employee")
        other = Cast(cast.api, cast.peers, expert=cast.expert)
        for headers in (other.host, other.requester):
            assert_problem(other.ask(headers), 409, "own-employee")
            assert_problem(other.ask(headers, offer=terms()), 409, "own-employee")
        assert_problem(other.ask(other.employee, kind="application"), 409, "own-employee")

    def test_shows_no_interest_in_its_invitation(self, cast: Cast, database: Database) -> None:
        invited = cast.invited()
        joins(database, cast)
        assert_problem(cast.do(cast.employee, invited, "interest"), 409, "own-employee")

    def test_takes_no_offer_from_it(self, cast: Cast, database: Database) -> None:
        offered = cast.offered()
        joins(database, cast)
        assert_problem(cast.accept(offered), 409, "own-employee")

    def test_gets_no_yes_from_anybody(self, cast: Cast, database: Database) -> None:
        placement_id = cast.proposed()
        joins(database, cast)
        for headers in (cast.home, cast.host):
            assert_problem(cast.decide(headers, placement_id), 409, "own-employee")
        rejected = cast.decide(cast.host, placement_id, decision="reject", reason="other")
        assert rejected.json()["state"] == "rejected"

    def test_gets_no_third_yes(self, cast: Cast, database: Database) -> None:
        placement_id = cast.proposed(by=cast.host)
        joins(database, cast)
        assert_problem(cast.decide(cast.home, placement_id), 409, "own-employee")

    def test_is_no_secret_of_an_unendorsed_profile(self, cast: Cast, database: Database) -> None:
        cast.peers.change_expert(cast.expert.expert_id, state="submitted")
        joins(database, cast)
        assert_problem(cast.ask(cast.host), 404, "not-found")

    def test_elsewhere_is_lent_as_anybody(self, cast: Cast, database: Database) -> None:
        joins(database, cast, LANEKASSEN)
        assert cast.agreed()


class TestOrder:
    def test_of_a_late_grant_does_not_bring_an_ended_membership_back(self, cast: Cast, database: Database) -> None:
        leaves(database, cast, version=2)
        joins(database, cast, version=1)
        assert cast.agreed()

    def test_a_membership_that_moved_counts_where_it_is_now(self, cast: Cast, database: Database) -> None:
        joins(database, cast)
        joins(database, cast, LANEKASSEN, version=2)
        assert cast.agreed()

    def test_one_of_two_memberships_is_enough(self, cast: Cast, database: Database) -> None:
        joins(database, cast)
        joins(database, cast, membership="m-2")
        leaves(database, cast)
        assert_problem(cast.ask(cast.host), 409, "own-employee")

    def test_somebody_shut_out_belongs_again_once_let_in(self, cast: Cast, database: Database) -> None:
        joins(database, cast)
        happen(database, "person.disabled", person_id=cast.expert.person_id, version=2)
        joins(database, cast)
        assert_problem(cast.ask(cast.host), 409, "own-employee")


class TestLeaver:
    @pytest.fixture
    def placement_id(self, cast: Cast, database: Database) -> str:
        joins(database, cast, BAERUM, ago=timedelta(days=400))
        return cast.agreed()

    def test_puts_the_stay_in_doubt(self, cast: Cast, database: Database, placement_id: str) -> None:
        leaves(database, cast, BAERUM)
        found = cast.read(placement_id)
        assert (found["state"], found["doubt"], found["legal"]) == (
            "agreed",
            "home_left",
            ["cancel", "content", "dates", "settle"],
        )
        for others in (cast.employee, cast.requester):
            assert "settle" not in cast.read(placement_id, others)["legal"]
        (event,) = emitted(cast, "placement.doubted")
        day_before = date.fromisoformat(found["terms"]["start"]) - timedelta(days=1)
        assert (event["data"]["codes"]["doubt"], event["data"]["codes"]["settle_by"]) == ("home_left", str(day_before))

    @pytest.mark.parametrize("side", ["home", "host"])
    def test_either_body_says_that_it_goes_on(
        self, cast: Cast, database: Database, placement_id: str, side: str
    ) -> None:
        leaves(database, cast, BAERUM)
        settled = settle(cast, getattr(cast, side), placement_id).json()
        assert (settled["state"], settled["doubt"], settled["legal"]) == (
            "agreed",
            None,
            ["cancel", "content", "dates"],
        )
        assert emitted(cast, "placement.settled")[0]["data"]["codes"]["by"] == side
        assert_problem(settle(cast, cast.home, placement_id), 409, "wrong-state")

    def test_is_not_settled_by_the_employee(self, cast: Cast, database: Database, placement_id: str) -> None:
        leaves(database, cast, BAERUM)
        assert_problem(settle(cast, cast.employee, placement_id), 403, "not-permitted")
        own_case = person("coordinator", HUSBANKEN, sub=cast.expert.person_id)
        assert_problem(settle(cast, own_case, placement_id), 409, "decides-for-two")

    def test_who_comes_back_settles_it(self, cast: Cast, database: Database, placement_id: str) -> None:
        leaves(database, cast, BAERUM)
        joins(database, cast, BAERUM, membership="m-2")
        assert cast.read(placement_id)["doubt"] is None
        assert doubts(cast) == ["placement.doubted", "placement.settled"]

    def test_who_is_shut_out_puts_it_in_doubt(self, cast: Cast, database: Database, placement_id: str) -> None:
        happen(database, "person.disabled", person_id=cast.expert.person_id, version=2)
        assert cast.read(placement_id)["doubt"] == "home_left"
        joins(database, cast, BAERUM)
        assert cast.read(placement_id)["doubt"] is None

    def test_is_called_off_on_the_first_day_where_nobody_acts(
        self, cast: Cast, database: Database, placement_id: str
    ) -> None:
        leaves(database, cast, BAERUM)
        first = date.fromisoformat(cast.read(placement_id)["terms"]["start"])
        with clock.stopped_at(datetime.combine(first, time(0, 5), days.OSLO)):
            follow_calendar(database)
            found = cast.read(placement_id, person("coordinator", BAERUM))
        assert (found["state"], found["reason"], found["doubt"]) == ("cancelled", "no_response", None)

    def test_in_a_stay_that_has_begun_is_asked_about_and_completed(
        self, cast: Cast, database: Database, placement_id: str
    ) -> None:
        terms = cast.read(placement_id)["terms"]
        first, last = (date.fromisoformat(terms[name]) for name in ("start", "end"))
        with clock.stopped_at(datetime.combine(first, time(12), days.OSLO)):
            follow_calendar(database)
            leaves(database, cast, BAERUM)
            found = cast.read(placement_id, person("coordinator", BAERUM))
        assert (found["state"], found["doubt"], found["legal"]) == ("active", "home_left", IN_DOUBT)
        assert emitted(cast, "placement.doubted")[0]["data"]["codes"]["settle_by"] == str(last)
        with clock.stopped_at(datetime.combine(last + timedelta(days=1), time(12), days.OSLO)):
            follow_calendar(database)
            found = cast.read(placement_id, person("coordinator", BAERUM))
        assert (found["state"], found["doubt"]) == ("completed", None)

    def test_hired_by_the_host_puts_it_in_doubt_for_that(
        self, cast: Cast, database: Database, placement_id: str
    ) -> None:
        joins(database, cast, membership="m-2")
        assert cast.read(placement_id)["doubt"] == "host_joined"
        leaves(database, cast, membership="m-2")
        assert cast.read(placement_id)["doubt"] is None

    def test_gone_from_both_is_still_in_doubt(self, cast: Cast, database: Database, placement_id: str) -> None:
        leaves(database, cast, BAERUM)
        joins(database, cast, membership="m-2")
        leaves(database, cast, membership="m-2")
        assert cast.read(placement_id)["doubt"] == "home_left"

    def test_who_comes_back_from_the_host_and_stays_there_too_is_still_in_doubt(
        self, cast: Cast, database: Database, placement_id: str
    ) -> None:
        joins(database, cast, membership="m-2")
        leaves(database, cast, BAERUM)
        assert cast.read(placement_id)["doubt"] == "home_left"
        joins(database, cast, BAERUM, membership="m-3")
        assert cast.read(placement_id)["doubt"] == "host_joined"

    def test_met_again_after_it_was_settled_has_no_second_effect(
        self, cast: Cast, database: Database, placement_id: str
    ) -> None:
        leaves(database, cast, BAERUM)
        settle(cast, cast.home, placement_id)
        joins(database, cast, BAERUM, ago=timedelta(days=400))
        leaves(database, cast, BAERUM)
        assert cast.read(placement_id)["doubt"] is None
        assert doubts(cast) == ["placement.doubted", "placement.settled"]

    def test_from_another_body_changes_nothing(self, cast: Cast, database: Database, placement_id: str) -> None:
        joins(database, cast, LANEKASSEN, membership="m-2")
        leaves(database, cast, LANEKASSEN, membership="m-2")
        assert doubts(cast) == []

    def test_with_another_membership_there_is_none(self, cast: Cast, database: Database, placement_id: str) -> None:
        joins(database, cast, BAERUM, membership="m-2")
        leaves(database, cast, BAERUM)
        assert doubts(cast) == []
        joins(database, cast, membership="m-3")
        settle(cast, cast.host, placement_id)
        joins(database, cast, membership="m-4")
        assert doubts(cast) == ["placement.doubted", "placement.settled"]


class TestHistory:
    def test_from_long_before_the_stay_puts_nothing_in_doubt(self, cast: Cast, database: Database) -> None:
        """A database that had its stays before it had memberships reads them all at once."""
        placement_id = cast.agreed()
        for orgnr in (BAERUM, HUSBANKEN):
            joins(database, cast, orgnr, membership=orgnr, ago=timedelta(days=400))
            leaves(database, cast, orgnr, membership=orgnr, ago=timedelta(days=300))
        joins(database, cast, BAERUM, membership="anew", ago=timedelta(days=200))
        assert (cast.read(placement_id)["doubt"], doubts(cast)) == (None, [])
