"""Amendments of stays over HTTP: three yeses change one."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

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


class TestExtension:
    @pytest.mark.parametrize("by", ["employee", "home", "host"])
    def test_takes_three_yeses_whoever_asks(self, stay: Begun, by: str) -> None:
        asked = stay.extended(by=by)
        others = [side for side in ("home", "host", "employee") if side != by]
        assert (asked["state"], asked["proposed_by"], asked["waiting_for"]) == ("proposed", by, others)
        assert (asked["terms_version"], stay.read()["terms_version"]) == (2, 1)
        for side in others:
            assert stay.read()["terms"]["end"] == str(stay.last)
            answer = stay.cast.answer(stay.sides[side], asked)
            assert answer.status_code == 201, answer.text
        assert answer.json()["state"] == "applied"
        placement = stay.read()
        assert (placement["terms_version"], placement["terms"]["end"]) == (2, asked["end"])
        assert (placement["terms_hash"], placement["amendment"]) == (asked["terms_hash"], None)
        kinds = [kind for kind, _ in stay.events()][-5:]
        assert kinds == [
            "amendment.proposed", "amendment.approved", "amendment.approved", "amendment.applied", "placement.changed"
        ]  # fmt: skip
        assert stay.events()[-1][1]["end"] == asked["end"]

    def test_says_where_its_own_terms_deviate(self, stay: Begun) -> None:
        assert stay.read()["deviations"] == []
        asked = stay.extended(by="host")
        for side in ("home", "employee"):
            assert stay.cast.answer(stay.sides[side], asked).status_code == 201
        assert [one["code"] for one in stay.read()["deviations"]] == ["not_the_needs_length"]

    def test_of_a_requester_waits_for_the_hosts_yes_too(self, stay: Begun) -> None:
        asked = stay.amend(stay.requester, "extension", end=str(stay.last + DAY)).json()
        assert asked["waiting_for"] == ["home", "host", "employee"]
        assert asked["legal"] == ["withdraw"]
        assert stay.cast.answer(stay.host, asked).status_code == 201

    def test_is_completed_after_its_new_last_day(self, stay: Begun, database: Database) -> None:
        asked = stay.extended()
        for side in ("home", "employee"):
            stay.cast.answer(stay.sides[side], asked)
        for day, state in ((stay.last + DAY, "active"), (stay.last + 21 * DAY, "completed")):
            with on_day(day, database):
                assert stay.read(person("coordinator", BAERUM))["state"] == state

    def test_holds_its_days_until_it_falls(self, stay: Begun, database: Database) -> None:
        other = Cast(stay.cast.api, stay.cast.peers, host=LANEKASSEN, expert=stay.cast.expert)
        offer = other.offered(start=str(stay.last + 5 * DAY))
        asked = stay.extended()
        assert booked_until(database, stay.cast) == asked["end"]
        assert_problem(other.accept(offer), 409, "person-already-booked")
        assert stay.cast.take_back(stay.host, asked).json()["state"] == "withdrawn"
        assert booked_until(database, stay.cast) == str(stay.last)
        assert other.accept(offer).status_code == 201
        again = stay.amend(stay.host, "extension", end=asked["end"])
        assert_problem(again, 409, "person-already-booked")
        assert stay.read()["amendment"] is None

    def test_is_one_at_a_time(self, stay: Begun) -> None:
        asked = stay.extended()
        second = stay.amend(stay.home, "content", place="Oslo")
        assert assert_problem(second, 409, "amendment-open")["amendment_id"] == asked["id"]
        assert "content" not in stay.read()["legal"]
        stay.cast.take_back(stay.host, asked)
        assert stay.amend(stay.home, "content", place="Oslo").json()["terms_version"] == 3

    def test_counts_all_months_together(self, stay: Begun) -> None:
        refused = stay.amend(stay.home, "extension", end=str(stay.last + timedelta(days=130)))
        assert assert_problem(refused, 422, "wrong-length")["max_months"] == 6

    def test_beyond_the_endorsement_is_refused_at_homes_yes(self, stay: Begun) -> None:
        far = str(stay.last + timedelta(days=60))
        assert_problem(stay.amend(stay.home, "extension", end=far), 409, "outside-endorsement")
        asked = stay.amend(stay.host, "extension", end=far).json()
        assert stay.cast.answer(stay.employee, asked).status_code == 201
        assert_problem(stay.cast.answer(stay.home, asked), 409, "outside-endorsement")
        assert stay.read()["amendment"]["waiting_for"] == ["home"]

    def test_needs_an_expert_who_is_still_endorsed(self, stay: Begun) -> None:
        asked = stay.extended()
        stay.cast.peers.change_expert(stay.cast.expert.expert_id, state="withdrawn")
        assert_problem(stay.cast.answer(stay.home, asked), 409, "expert-not-available")
        said_no = stay.cast.answer(stay.home, asked, decision="reject", reason="workload")
        assert said_no.json()["state"] == "rejected"


class TestDecideAmendment:
    def test_a_no_ends_it_and_needs_its_reason(self, stay: Begun, database: Database) -> None:
        asked = stay.extended()
        assert_problem(stay.cast.answer(stay.employee, asked, decision="reject"), 422, "invalid")
        said = stay.cast.answer(stay.employee, asked, decision="reject", reason="personal", note="Barnehagestart")
        assert (said.json()["state"], said.json()["end_reason"]) == ("rejected", "personal")
        assert stay.events()[-1][1]["party"] == "employee"
        assert booked_until(database, stay.cast) == str(stay.last)
        assert_problem(stay.cast.answer(stay.home, asked), 409, "wrong-state")

    def test_is_on_its_own_terms_and_once_for_each_party_and_person(self, stay: Begun) -> None:
        asked = stay.extended()
        assert assert_problem(stay.cast.answer(stay.home, asked, terms_version=1), 409, "stale-terms")["current"] == 2
        assert_problem(stay.cast.answer(stay.host, asked), 409, "already-decided")
        own_hr = person("coordinator", BAERUM, sub=stay.cast.expert.person_id)
        assert stay.cast.answer(own_hr, asked).json()["waiting_for"] == ["home"]
        assert_problem(stay.cast.answer(own_hr, asked), 409, "decides-for-two")

    def test_waits_until_its_deadline(self, stay: Begun, database: Database) -> None:
        asked = stay.extended()
        with on_day(clock.today() + 15 * DAY, database):
            home = person("coordinator", BAERUM)
            found = stay.amendment(asked, home)
            assert (found["state"], found["end_reason"], found["legal"]) == ("expired", "no_response", [])
            assert_problem(stay.cast.answer(home, asked), 409, "wrong-state")
            assert booked_until(database, stay.cast) == str(stay.last)

    def test_never_waits_beyond_the_day_on_which_it_would_take_effect(self, stay: Begun, database: Database) -> None:
        with on_day(stay.last - DAY, database):
            host = person("coordinator", stay.cast.need.host_org)
            asked = stay.amend(host, "extension", end=str(stay.last + 9 * DAY)).json()
            assert asked["decide_by"][:10] in {str(stay.last), str(stay.last + DAY)}
        with on_day(stay.last + DAY, database):
            home = person("coordinator", BAERUM)
            assert (stay.read(home)["state"], stay.amendment(asked, home)["state"]) == ("completed", "expired")

    def test_withdrawing_is_for_the_side_that_asked(self, stay: Begun) -> None:
        asked = stay.extended(by="home")
        refused = assert_problem(stay.cast.take_back(stay.host, asked), 409, "wrong-state")
        assert refused["legal"] == ["approve", "reject"]
        assert stay.amendment(asked, stay.home)["legal"] == ["withdraw"]


class TestDatesAndContent:
    def test_of_an_agreed_stay_move_it(self, cast: Cast, database: Database) -> None:
        placement_id = cast.agreed()
        legal = cast.read(placement_id)["legal"]
        assert legal == ["cancel", "content", "dates"]
        start = some_day(40)
        asked = cast.amend(cast.employee, placement_id, "dates", start=str(start)).json()
        assert asked["decide_by"] < str(start)
        for headers in (cast.home, cast.host):
            answer = cast.answer(headers, asked)
        assert answer.json()["state"] == "applied", answer.text
        with on_day(start, database):
            assert cast.read(placement_id, person("coordinator", BAERUM))["state"] == "active"

    def test_do_not_stop_a_stay_from_beginning(self, cast: Cast, database: Database) -> None:
        placement_id = cast.agreed()
        first = some_day()
        with on_day(first - DAY, database):
            home = person("coordinator", BAERUM)
            asked = cast.amend(home, placement_id, "dates", start=str(first + 3 * DAY), end=str(first + 70 * DAY))
            assert asked.status_code == 201, asked.text
        with on_day(first, database):
            found = cast.read(placement_id, person("coordinator", BAERUM))
            assert (found["state"], found["amendment"]) == ("active", None)
            assert booked_until(database, cast) == found["terms"]["end"]

    def test_content_changes_what_was_named_and_no_day(self, stay: Begun) -> None:
        asked = stay.amend(stay.home, "content", percentage=80, unit="Seksjon for tjenesteutvikling").json()
        for side in ("host", "employee"):
            stay.cast.answer(stay.sides[side], asked)
        found = stay.read()
        assert (found["terms"]["percentage"], found["terms"]["unit"]) == (80, "Seksjon for tjenesteutvikling")
        assert (found["terms"]["place"], found["terms"]["end"]) == ("Drammen", str(stay.last))
        taken_away = stay.amend(stay.home, "content", unit=None).json()
        assert taken_away["terms"]["unit"] is None

    def test_an_agreed_stay_is_cancelled_with_what_waits(self, cast: Cast) -> None:
        placement_id = cast.agreed()
        asked = cast.amend(cast.home, placement_id, "content", place="Oslo").json()
        cancelled = cast.api.post(
            f"/v1/placements/{placement_id}/cancellation", cast.host, json={"reason": "no_longer_required"}
        )
        assert (cancelled.json()["state"], cancelled.json()["amendment"]) == ("cancelled", None)
        assert_problem(cast.answer(cast.host, asked), 409, "wrong-state")
        assert_problem(cast.amend(cast.home, placement_id, "content", place="Oslo"), 409, "wrong-state")


class TestBadInput:
    @pytest.mark.parametrize(
        ("kind", "asked", "pointer", "fault"),
        [
            ("extension", {}, "/end", "missing"),
            ("extension", {"end": None}, "/end", "missing"),
            ("dates", {}, "/end", "missing"),
            ("content", {}, "/tasks", "missing"),
            ("early_return", {}, "/reason", "missing"),
            ("recall", {}, "/reason", "missing"),
            ("extension", {"end": "2026-01-01"}, "/end", "not_later"),
            ("extension", {"end": "2099-01-01", "place": "Oslo"}, "/place", "not_of_this_kind"),
            ("no_show", {"reason": "other"}, "/reason", "not_of_this_kind"),
            ("content", {"percentage": 100}, "/percentage", "no_change"),
            ("dates", {"start": "2099-01-01"}, "/start", "begun"),
            ("recall", {"reason": "other", "last_day": "2026-01-01"}, "/last_day", "past"),
            ("early_return", {"reason": "other", "last_day": "2099-01-01"}, "/last_day", "not_earlier"),
            ("buyout", {}, "/kind", "wrong_value"),
        ],
    )
    def test_says_what_to_mend(self, stay: Begun, kind: str, asked: dict[str, Any], pointer: str, fault: str) -> None:
        headers = stay.host if kind == "no_show" else stay.home
        refused = assert_problem(stay.amend(headers, kind, **asked), 422, "invalid")
        assert (refused["errors"][0]["pointer"], refused["errors"][0]["code"]) == (pointer, fault)
        assert stay.read()["amendment"] is None

    def test_is_not_about_others_stays(self, stay: Begun, cast: Cast) -> None:
        asked = stay.extended()
        stranger = person("coordinator", LANEKASSEN)
        assert_problem(stay.amend(stranger, "extension", end=str(stay.last + DAY)), 404, "not-found")
        assert_problem(cast.answer(stranger, asked), 404, "not-found")
        other = Cast(stay.cast.api, stay.cast.peers).agreed()
        assert_problem(cast.answer(stay.home, {**asked, "placement_id": other}), 404, "not-found")
        path = f"/v1/placements/{other}/amendments/{asked['id']}"
        assert_problem(cast.api.get(path, stay.home), 404, "not-found")

    def test_lists_what_was_asked(self, stay: Begun) -> None:
        stay.cast.take_back(stay.host, stay.extended())
        with clock.stopped_at(clock.now() + timedelta(minutes=1)):
            second = stay.extended(by="home")
        listed = stay.cast.api.get(f"/v1/placements/{stay.id}/amendments", stay.employee).json()
        assert [one["state"] for one in listed["items"]] == ["withdrawn", "proposed"]
        assert listed["items"][1] == stay.amendment(second, stay.employee)
        assert listed["items"][1]["legal"] == ["approve", "reject"]
        first = listed["items"][0]["id"]
        for asked, found in {
            "order=newest": [second["id"], first],
            "open=true": [second["id"]],
            "open=false&count=true": [first],
            "state=proposed,applied": [second["id"]],
            "open=true&state=withdrawn": [],
            f"id={first}": [first],
            f"id={first}&state=proposed": [],
        }.items():
            page = stay.cast.api.get(f"/v1/placements/{stay.id}/amendments?{asked}", stay.employee).json()
            assert [one["id"] for one in page["items"]] == found, asked
        wrong = stay.cast.api.get(f"/v1/placements/{stay.id}/amendments?state=nosuch", stay.employee)
        assert "withdrawn" in assert_problem(wrong, 422, "invalid")["legal"]
