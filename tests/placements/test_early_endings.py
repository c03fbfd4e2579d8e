"""A stay that has begun ends early: by one party's word with notice, sooner by three yeses, or because nobody came."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from services.kit import clock
from services.kit.data.database import Database
from tests.placements.factories import Cast, some_day
from tests.placements.stays import Begun, begun, booked_until, on_day
from tests.support.api import assert_problem
from tests.support.callers import BAERUM, LANEKASSEN, person

DAY = timedelta(days=1)


@pytest.fixture
def stay(cast: Cast, database: Database) -> Iterator[Begun]:
    with begun(cast, database) as stay:
        yield stay


class TestEarlyEndings:
    @pytest.mark.parametrize(
        ("side", "kind"),
        [("employee", "early_return"), ("home", "early_return"), ("host", "early_return"), ("home", "recall")],
    )
    def test_with_notice_are_one_partys_right(self, stay: Begun, database: Database, side: str, kind: str) -> None:
        last = clock.today() + 14 * DAY
        before = stay.read(stay.sides[side])
        assert (before["notice_last_day"], kind in before["legal"]) == (str(last), True)
        told = stay.amend(stay.sides[side], kind, reason="personal").json()
        assert (told["state"], told["end"], told["terms"]) == ("applied", str(last), None)
        found = stay.read()
        assert (found["state"], found["ended_on"], found["reason"]) == ("active", str(last), "personal")
        assert found["terms"]["end"] == str(stay.last)
        assert booked_until(database, stay.cast) == str(last)
        for day, state in ((last, "active"), (last + DAY, "ended_early")):
            with on_day(day, database):
                assert stay.read(person("coordinator", BAERUM))["state"] == state
        kind_of_event, codes = stay.events()[-1]
        assert (kind_of_event, codes["by"], codes["end"]) == ("placement.ended_early", side, str(last))

    def test_sooner_than_the_notice_take_three_yeses(self, stay: Begun, database: Database) -> None:
        today = str(clock.today())
        refused = assert_problem(
            stay.amend(stay.home, "recall", reason="workload", last_day=today), 422, "notice-too-short"
        )
        assert refused["first_day"] == str(clock.today() + 14 * DAY)
        asked = stay.amend(stay.employee, "early_return", reason="personal", last_day=today).json()
        assert (asked["state"], asked["waiting_for"]) == ("proposed", ["home", "host"])
        assert booked_until(database, stay.cast) == str(stay.last)
        for headers in (stay.home, stay.host):
            answer = stay.cast.answer(headers, asked)
        assert answer.json()["state"] == "applied", answer.text
        assert booked_until(database, stay.cast) == today
        with on_day(clock.today() + DAY, database):
            assert stay.read(person("coordinator", BAERUM))["state"] == "ended_early"

    def test_overtake_what_waits(self, stay: Begun) -> None:
        asked = stay.extended()
        assert "recall" in stay.read()["legal"]
        assert stay.amend(stay.home, "recall", reason="workload").json()["state"] == "applied"
        found = stay.amendment(asked)
        assert (found["state"], found["end_reason"]) == ("expired", "no_longer_required")
        assert_problem(stay.cast.answer(stay.home, asked), 409, "wrong-state")

    def test_are_taken_back_by_three_yeses_to_new_days(self, stay: Begun, database: Database) -> None:
        stay.amend(stay.home, "recall", reason="workload")
        asked = stay.amend(stay.home, "extension", end=str(stay.last)).json()
        for headers in (stay.host, stay.employee):
            answer = stay.cast.answer(headers, asked)
        assert answer.json()["state"] == "applied", answer.text
        found = stay.read()
        assert (found["ended_on"], found["reason"]) == (None, None)
        with on_day(stay.last + DAY, database):
            assert stay.read(person("coordinator", BAERUM))["state"] == "completed"

    def test_are_not_for_others(self, stay: Begun) -> None:
        for headers, kind in ((stay.host, "recall"), (stay.employee, "recall"), (stay.home, "no_show")):
            assert_problem(stay.amend(headers, kind, reason="other"), 409, "wrong-state")
        assert_problem(stay.amend(stay.requester, "early_return", reason="other"), 403, "not-permitted")
        own_hr = person("coordinator", BAERUM, sub=stay.cast.expert.person_id)
        assert_problem(stay.amend(own_hr, "recall", reason="other"), 409, "decides-for-two")
        assert stay.amend(own_hr, "early_return", reason="other").json()["proposed_by"] == "employee"

    def test_cannot_end_a_stay_that_is_over_sooner(self, stay: Begun, database: Database) -> None:
        with on_day(stay.last - 5 * DAY, database):
            home = person("coordinator", BAERUM)
            found = stay.read(home)
            assert (found["notice_last_day"], "recall" in found["legal"]) == (None, False)
            refused = assert_problem(stay.amend(home, "recall", reason="other"), 422, "invalid")
            assert refused["errors"][0]["pointer"] == "/last_day"


class TestNoShow:
    def test_ends_the_stay_at_once(self, stay: Begun) -> None:
        assert "no_show" in stay.read(stay.host)["legal"]
        told = stay.amend(stay.host, "no_show", note="Ingen kom")
        assert (told.json()["state"], told.json()["reason"]) == ("applied", "no_show")
        found = stay.read()
        assert (found["state"], found["reason"], found["ended_on"]) == ("ended_early", "no_show", str(clock.today()))
        other = Cast(stay.cast.api, stay.cast.peers, host=LANEKASSEN, expert=stay.cast.expert)
        assert other.accept(other.offered(start=str(some_day(3)))).status_code == 201

    def test_is_for_the_first_two_weeks(self, stay: Begun, database: Database) -> None:
        for day, status in ((stay.first + 14 * DAY, 409), (stay.first + 13 * DAY, 201)):
            with on_day(day, database):
                host = person("coordinator", stay.cast.need.host_org)
                assert ("no_show" in stay.read(host)["legal"]) is (status == 201)
                assert stay.amend(host, "no_show").status_code == status
