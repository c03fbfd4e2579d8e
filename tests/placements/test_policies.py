"""What the policies of bodies allow, in terms and in agreements; they come over auth's feed."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import EventData, ReceivedEvent
from services.placements.followers import FOLLOWERS
from services.placements.policies.domain import Bounds, most_at_once
from services.placements.policies.repository import Policies
from services.scheme.months import last_day
from tests.placements.factories import Cast, FakePeers, some_day, terms
from tests.placements.stays import begun
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN

HANDLE = next(follower.handlers for follower in FOLLOWERS if not follower.name)["organisation.policy_changed"]


def decided(database: Database, orgnr: str, *, version: int = 1, **codes: Any) -> None:
    """Let placements handle the event of a body's policy."""
    usual = {"min_months": 2, "max_months": 3, "lending_cap": None, "payer": "home"}
    event = ReceivedEvent(
        id=str(uuid4()),
        type="organisation.policy_changed",
        subject=orgnr,
        time=clock.now().isoformat(),
        position="e.1",
        data=EventData(version=version, orgs=[orgnr], codes={**usual, **codes}),
    )
    with database.write() as session:
        HANDLE(session, event)


class TestLengths:
    @pytest.mark.parametrize("body", [BAERUM, HUSBANKEN])
    def test_are_what_both_bodies_allow(self, cast: Cast, database: Database, body: str) -> None:
        decided(database, body, min_months=3)
        candidacy = cast.applied()
        problem = assert_problem(cast.do(cast.requester, candidacy, "offer", **terms()), 422, "wrong-length")
        assert (problem["min_months"], problem["max_months"]) == (3, 3)
        longer = terms(end=str(last_day(some_day(), months=3)))
        assert cast.do(cast.requester, candidacy, "offer", **longer).status_code in {200, 201}

    def test_are_the_hosts_own_for_whoever_it_does_not_know(self, cast: Cast, database: Database) -> None:
        decided(database, HUSBANKEN, min_months=3)
        assert_problem(cast.ask(cast.requester, offer=terms()), 422, "wrong-length")

    def test_of_the_home_agency_are_not_found_out_by_a_host_that_tries(self, cast: Cast, database: Database) -> None:
        decided(database, BAERUM, min_months=3)
        assert cast.ask(cast.requester, offer=terms()).status_code == 201

    def test_hold_the_home_agencys_own_yes(self, cast: Cast, database: Database) -> None:
        decided(database, BAERUM, min_months=3)
        placement = cast.proposed(by=cast.host)
        problem = assert_problem(cast.decide(cast.home, placement), 422, "wrong-length")
        assert problem["errors"][0]["pointer"] == "/terms_version"
        assert cast.edit(cast.home, placement, end=str(last_day(some_day(), months=3))).status_code == 200
        assert cast.decide(cast.home, placement, terms_version=2).status_code == 201
        assert cast.decide(cast.host, placement, terms_version=2).status_code == 201

    def test_of_another_body_say_nothing(self, cast: Cast, database: Database) -> None:
        decided(database, "960885406", min_months=3)
        assert cast.ask(cast.requester, offer=terms()).status_code == 201

    def test_hold_for_changed_terms_too(self, cast: Cast, database: Database) -> None:
        placement = cast.proposed(by=cast.host)
        decided(database, BAERUM, min_months=3)
        assert_problem(cast.edit(cast.host, placement, percentage=50), 422, "wrong-length")


class TestPayer:
    def test_is_the_home_agencys_choice_where_nothing_is_said(self, cast: Cast, database: Database) -> None:
        decided(database, BAERUM, payer="host")
        decided(database, HUSBANKEN, payer="home")
        candidacy = cast.applied()
        assert cast.do(cast.requester, candidacy, "offer", **terms()).json()["terms"]["payer"] == "host"

    @pytest.mark.parametrize("payer", ["host", "home"])
    def test_is_the_schemes_for_a_host_that_may_not_know_the_home_agency(
        self, cast: Cast, database: Database, payer: str
    ) -> None:
        """S05: whatever the home agency's policy says, until the expert is interested."""
        decided(database, BAERUM, payer=payer)
        offered = cast.ask(cast.requester, offer=terms()).json()
        assert (offered["home_org"], offered["terms"]["payer"]) == (None, "home")

    def test_is_changed_by_the_home_agency_before_its_yes(self, cast: Cast, database: Database) -> None:
        decided(database, BAERUM, payer="host")
        placement = cast.proposed(by=cast.host)
        assert cast.edit(cast.home, placement, payer="host").status_code == 200
        assert cast.decide(cast.home, placement, terms_version=2).status_code == 201
        assert cast.decide(cast.host, placement, terms_version=1).status_code == 409

    def test_is_what_the_terms_say(self, cast: Cast, database: Database) -> None:
        decided(database, BAERUM, payer="host")
        assert cast.read(cast.proposed(by=cast.host, payer="home"))["terms"]["payer"] == "home"


class TestLendingCap:
    def test_refuses_the_yes_that_would_send_one_too_many(self, api: Api, peers: FakePeers, database: Database) -> None:
        decided(database, BAERUM, lending_cap=1)
        Cast(api, peers).agreed()
        second = Cast(api, peers)
        placement = second.proposed(by=second.host)
        problem = assert_problem(second.decide(second.home, placement), 409, "lending-cap-reached")
        assert problem["limit"] == 1
        assert second.read(placement)["state"] == "proposed"

    def test_counts_those_who_are_away_on_the_same_days(self, api: Api, peers: FakePeers, database: Database) -> None:
        decided(database, BAERUM, lending_cap=1)
        Cast(api, peers).agreed()
        later = last_day(some_day(), months=2) + timedelta(days=1)
        Cast(api, peers).agreed(start=str(later), end=str(last_day(later, months=2)))

    def test_says_nothing_to_a_no(self, api: Api, peers: FakePeers, database: Database) -> None:
        decided(database, BAERUM, lending_cap=0)
        cast = Cast(api, peers)
        placement = cast.proposed(by=cast.host)
        answer = cast.decide(cast.home, placement, decision="reject", reason="workload")
        assert answer.json()["state"] == "rejected"


class TestSavePolicy:
    def test_is_not_undone_by_a_late_event(self, database: Database) -> None:
        decided(database, BAERUM, version=2, max_months=2)
        decided(database, BAERUM, version=1, max_months=3)
        with database.read() as session:
            kept = Policies(session).find(BAERUM)
        assert kept is not None
        assert kept.max_months == 2


class TestMostAtOnce:
    def test_counts_the_fullest_day(self) -> None:
        def day(number: int) -> date:
            return date(2027, 3, number)

        periods = [(day(1), day(5)), (day(5), day(9)), (day(10), day(12)), (day(20), day(21))]
        assert most_at_once(periods, during=(day(1), day(12))) == 2
        assert most_at_once(periods, during=(day(6), day(12))) == 1
        assert most_at_once(periods, during=(day(13), day(19))) == 0


class TestNotice:
    """The notice of an early return and a recall, and the longest total: the scheme's, or the home agency's."""

    def bounds(self, cast: Cast, placement: str) -> tuple[Any, ...]:
        shown = cast.read(placement)
        names = ("notice_days", "notice_from", "max_total_months", "max_total_from")
        return tuple(shown[name] for name in names)

    def test_are_the_schemes_where_the_home_agency_decided_nothing(self, cast: Cast, database: Database) -> None:
        decided(database, HUSBANKEN, notice_weeks=1, max_total_months=3)
        assert self.bounds(cast, cast.proposed()) == (14, "scheme", 6, "scheme")
        decided(database, BAERUM)
        assert self.bounds(cast, Cast(cast.api, cast.peers).proposed()) == (14, "scheme", 6, "scheme")

    def test_are_the_home_agencys_where_it_decided(self, cast: Cast, database: Database) -> None:
        decided(database, BAERUM, notice_weeks=4, max_total_months=3)
        assert self.bounds(cast, cast.proposed()) == (28, "home", 3, "home")

    @pytest.mark.parametrize("total", [6, 12])
    def test_a_total_is_never_above_the_schemes(self, cast: Cast, database: Database, total: int) -> None:
        decided(database, BAERUM, max_total_months=total)
        assert self.bounds(cast, cast.proposed()) == (14, "scheme", 6, "scheme")

    def test_a_policy_that_comes_later_does_not_change_a_stay(self, cast: Cast, database: Database) -> None:
        decided(database, BAERUM, notice_weeks=4, max_total_months=3)
        placement = cast.agreed()
        decided(database, BAERUM, version=2, notice_weeks=0)
        assert self.bounds(cast, placement) == (28, "home", 3, "home")

    def test_an_event_of_before_leaves_the_schemes(self, cast: Cast, database: Database) -> None:
        decided(database, BAERUM)
        with database.read() as session:
            policy = Policies(session).find(BAERUM)
            assert policy is not None
            assert (policy.notice_weeks, policy.max_total_months) == (None, None)

    @pytest.mark.parametrize(("weeks", "days"), [(0, 0), (1, 7), (None, 14)])
    def test_the_last_day_by_notice_is_computed_from_it(
        self, cast: Cast, database: Database, weeks: int | None, days: int
    ) -> None:
        decided(database, BAERUM, notice_weeks=weeks)
        with begun(cast, database) as stay:
            last = str(clock.today() + timedelta(days=days))
            shown = stay.read()
            assert (shown["notice_last_day"], shown["notice_days"]) == (last, days)
            early = stay.amend(stay.home, "recall", reason="workload")
            assert (early.status_code, early.json()["end"]) == (201, last)

    def test_a_recall_within_the_agencys_notice_is_refused(self, cast: Cast, database: Database) -> None:
        decided(database, BAERUM, notice_weeks=4)
        with begun(cast, database) as stay:
            sooner = str(clock.today() + timedelta(days=27))
            asked = stay.amend(stay.home, "recall", reason="workload", last_day=sooner)
            first = assert_problem(asked, 422, "notice-too-short")["first_day"]
            assert first == str(clock.today() + timedelta(days=28))

    def test_an_extension_past_the_agencys_total_is_refused(self, cast: Cast, database: Database) -> None:
        decided(database, BAERUM, max_total_months=2)
        with begun(cast, database) as stay:
            asked = stay.amend(stay.host, "extension", end=str(stay.last + timedelta(days=1)))
            assert assert_problem(asked, 422, "wrong-length")["max_months"] == 2

    def test_negative_control_by_the_setting_alone_it_is_not(
        self, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Bounds, "decided", lambda self, **asked: self)
        decided(database, BAERUM, max_total_months=2)
        with begun(cast, database) as stay:
            asked = stay.amend(stay.host, "extension", end=str(stay.last + timedelta(days=1)))
            assert asked.status_code == 201
