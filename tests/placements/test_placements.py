"""Placements over HTTP: three decisions, new terms, cancellation."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.kit import clock
from services.placements.terms.domain import Endorsement
from tests.placements.factories import Cast, some_day, terms
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, machine, person, service


class TestDecisions:
    def test_the_third_yes_makes_it_agreed(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        hosts = cast.decide(cast.host, placement_id)
        assert (hosts.status_code, hosts.json()["state"], hosts.json()["waiting_for"]) == (201, "proposed", ["home"])
        assert hosts.headers["Location"] == f"/placements/v1/placements/{placement_id}"
        agreed = cast.decide(cast.home, placement_id).json()
        assert (agreed["state"], agreed["waiting_for"], agreed["legal"]) == (
            "agreed",
            [],
            ["cancel", "content", "dates"],
        )

    def test_the_happy_path_takes_three_writes_here(self, cast: Cast) -> None:
        offer = cast.ask(cast.host, offer=terms()).json()
        accepted = cast.accept(offer["id"]).json()
        assert cast.decide(cast.home, accepted["placement_id"]).json()["state"] == "agreed"

    def test_one_no_rejects_it_and_frees_person_and_seat(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        rejected = cast.decide(cast.home, placement_id, decision="reject", reason="workload", note="Travelt").json()
        assert (rejected["state"], rejected["reason"], rejected["note"]) == ("rejected", "workload", "Travelt")
        assert cast.accept(cast.offered()).status_code == 201

    def test_a_no_needs_its_reason_and_asks_nobody(self, cast: Cast) -> None:
        placement_id, asked = cast.proposed(), cast.peers.asked
        problem = assert_problem(cast.decide(cast.home, placement_id, decision="reject"), 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [("/reason", "missing")]
        assert cast.peers.asked == asked

    def test_name_the_current_version(self, cast: Cast) -> None:
        problem = assert_problem(cast.decide(cast.home, cast.proposed(), terms_version=2), 409, "stale-terms")
        assert problem["current"] == 1

    def test_are_taken_once_for_a_party(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        cast.decide(cast.home, placement_id)
        assert_problem(cast.decide(cast.home, placement_id), 409, "already-decided")
        assert_problem(cast.decide(person("coordinator", BAERUM), placement_id), 409, "already-decided")
        assert_problem(cast.decide(cast.employee, placement_id), 409, "already-decided")

    def test_after_it_is_agreed_are_still_taken_already(self, cast: Cast) -> None:
        assert_problem(cast.decide(cast.home, cast.agreed()), 409, "already-decided")

    def test_nobody_decides_for_two_parties(self, cast: Cast) -> None:
        placement_id = cast.proposed(by=cast.host)
        works_at_both = person("coordinator", BAERUM, sub=cast.host_sub)
        assert_problem(cast.decide(works_at_both, placement_id), 409, "decides-for-two")

    def test_nobody_decides_as_hr_on_their_own_stay(self, cast: Cast) -> None:
        own_hr = person("coordinator", BAERUM, sub=cast.expert.person_id)
        assert_problem(cast.decide(own_hr, cast.proposed()), 409, "decides-for-two")

    @pytest.mark.parametrize(
        ("caller", "status", "code"),
        [
            (lambda: person("requester", HUSBANKEN), 403, "not-permitted"),
            (lambda: person("employee", BAERUM), 404, "not-found"),
            (lambda: person("requester", BAERUM), 404, "not-found"),
            (lambda: person("coordinator", LANEKASSEN), 404, "not-found"),
            (lambda: machine("coordinator", BAERUM), 403, "person-required"),
            (lambda: person("coordinator", BAERUM, scope="placements:read"), 403, "not-permitted"),
            (dict, 401, "unauthenticated"),
        ],
    )
    @pytest.mark.parametrize("verdict", ["approve", "reject"])
    def test_are_the_three_parties_own(
        self, cast: Cast, caller: Callable[[], dict[str, str]], status: int, code: str, verdict: str
    ) -> None:
        placement_id = cast.proposed()
        answer = cast.decide(caller(), placement_id, decision=verdict, reason="other")
        assert_problem(answer, status, code)
        assert len(cast.read(placement_id)["decisions"]) == 1

    def test_on_what_there_is_not_are_absent(self, cast: Cast) -> None:
        assert_problem(cast.decide(cast.home, str(uuid4())), 404, "not-found")

    def test_come_too_late_after_the_deadline(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        with clock.stopped_at(clock.now() + timedelta(days=14, minutes=1)):
            again = person("coordinator", BAERUM)
            assert_problem(cast.decide(again, placement_id), 409, "deadline-passed")

    @pytest.mark.parametrize(
        ("expert", "need", "code"),
        [
            ({"state": "withdrawn"}, {}, "expert-not-available"),
            ({"endorsement": None}, {}, "expert-not-available"),
            ({}, {"state": "closed"}, "need-not-open"),
        ],
    )
    def test_a_yes_asks_for_the_facts_anew(
        self, cast: Cast, expert: dict[str, Any], need: dict[str, Any], code: str
    ) -> None:
        placement_id = cast.proposed()
        cast.peers.change_expert(cast.expert.expert_id, **expert)
        cast.peers.change_need(cast.need.need_id, **need)
        assert_problem(cast.decide(cast.home, placement_id), 409, code)
        assert cast.decide(cast.home, placement_id, decision="reject", reason="other").status_code == 201

    def test_stay_readable_with_who_is_waited_for(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        assert cast.read(placement_id, cast.home)["legal"] == ["approve", "cancel", "edit", "reject"]
        assert cast.read(placement_id, cast.employee)["legal"] == ["cancel", "propose_terms"]
        assert cast.read(placement_id, cast.requester)["legal"] == ["edit"]


class TestWithinEndorsement:
    def test_says_early_that_terms_go_beyond_it(self, cast: Cast) -> None:
        limits = Endorsement(until=some_day(400), max_months=2, max_percentage=50)
        cast.peers.change_expert(cast.expert.expert_id, endorsement=limits)
        placement_id = cast.proposed(percentage=60)
        assert cast.read(placement_id)["within_endorsement"] is False
        assert cast.edit(cast.home, placement_id, percentage=50).json()["within_endorsement"] is True


class TestTerms:
    def test_a_change_makes_a_new_version_and_voids_every_decision(self, cast: Cast) -> None:
        placement_id = cast.proposed(by=cast.host)
        before = cast.read(placement_id)
        after = cast.edit(cast.requester, placement_id, percentage=80).json()
        assert after["terms_version"] == 2
        assert after["terms_hash"] != before["terms_hash"]
        assert after["waiting_for"] == ["home", "host", "employee"]
        assert_problem(cast.decide(cast.home, placement_id), 409, "stale-terms")
        for headers in (cast.employee, cast.host, cast.home):
            answer = cast.decide(headers, placement_id, terms_version=2)
        assert answer.json()["state"] == "agreed"

    def test_a_change_moves_the_booking_under_the_same_guard(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        later = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=cast.expert)
        assert later.accept(later.offered(start=str(some_day(365)))).status_code == 201
        assert_problem(cast.edit(cast.host, placement_id, start=str(some_day(380))), 409, "person-already-booked")
        assert cast.edit(cast.host, placement_id, start=str(some_day(200))).status_code == 200
        again = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=cast.expert)
        assert again.accept(again.offered()).status_code == 201

    def test_contacts_alone_void_nothing(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        after = cast.edit(cast.home, placement_id, home_contact="HR-vakten").json()
        assert (after["terms_version"], after["home_contact"]) == (1, "HR-vakten")
        assert after["waiting_for"] == ["home", "host"]

    def test_a_change_gives_a_new_deadline(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        before = cast.read(placement_id)["decide_by"]
        assert cast.edit(cast.home, placement_id, percentage=50).json()["decide_by"] > before

    def test_of_the_wrong_length_are_refused(self, cast: Cast) -> None:
        answer = cast.edit(cast.home, cast.proposed(), end=str(some_day(90)))
        assert_problem(answer, 422, "wrong-length")

    def test_need_the_version_they_are_based_on(self, cast: Cast) -> None:
        path = f"/v1/placements/{cast.proposed()}/terms"
        assert_problem(cast.api.put(path, cast.home, json=terms()), 428, "precondition-required")
        assert_problem(cast.api.put(path, cast.home | {"If-Match": '"9"'}, json=terms()), 412, "stale")

    def test_are_not_the_employees_nor_strangers_to_write(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        assert_problem(cast.edit(cast.employee, placement_id, percentage=50), 403, "not-permitted")
        assert_problem(cast.edit(person("coordinator", LANEKASSEN), placement_id, percentage=50), 404, "not-found")
        assert_problem(cast.edit(machine("requester", HUSBANKEN), placement_id, percentage=50), 403, "person-required")
        own_hr = person("coordinator", BAERUM, sub=cast.expert.person_id)
        assert_problem(cast.edit(own_hr, placement_id, percentage=50), 409, "decides-for-two")

    def test_that_are_agreed_stand(self, cast: Cast) -> None:
        assert_problem(cast.edit(cast.home, cast.agreed(), percentage=50), 409, "wrong-state")


class TestCancellation:
    @pytest.mark.parametrize("who", ["home", "host", "employee"])
    def test_is_each_partys(self, cast: Cast, who: str) -> None:
        path = f"/v1/placements/{cast.agreed()}/cancellation"
        answer = cast.api.post(path, getattr(cast, who), json={"reason": "workload"})
        assert (answer.status_code, answer.json()["state"]) == (201, "cancelled")
        assert cast.accept(cast.offered()).status_code == 201

    def test_twice_is_a_wrong_state(self, cast: Cast) -> None:
        path = f"/v1/placements/{cast.proposed()}/cancellation"
        cast.api.post(path, cast.home, json={"reason": "workload"})
        assert_problem(cast.api.post(path, cast.home, json={"reason": "workload"}), 409, "wrong-state")

    def test_is_not_a_requesters_nor_a_strangers(self, cast: Cast) -> None:
        path, body = f"/v1/placements/{cast.proposed()}/cancellation", {"reason": "workload"}
        assert_problem(cast.api.post(path, cast.requester, json=body), 403, "not-permitted")
        assert_problem(cast.api.post(path, person("employee"), json=body), 404, "not-found")
        assert_problem(cast.api.post(path, cast.home, json={"reason": "boredom"}), 422, "invalid")


class TestReading:
    def test_lists_what_concerns_the_caller(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        for headers in (cast.employee, cast.home, cast.host, cast.requester, machine("coordinator", BAERUM)):
            for path in ("/v1/placements", "/v1/candidacies"):
                assert len(cast.api.get(path, headers).json()["items"]) == 1
            assert cast.api.get(f"/v1/placements/{placement_id}", headers).status_code == 200
        for stranger in (person("requester", BAERUM), person("employee", HUSBANKEN), person("coordinator", LANEKASSEN)):
            for path in ("/v1/placements", "/v1/candidacies"):
                assert cast.api.get(path, stranger).json()["items"] == []
            assert_problem(cast.api.get(f"/v1/placements/{placement_id}", stranger), 404, "not-found")

    def test_pages_in_order(self, api: Api, cast: Cast) -> None:
        hosts = (HUSBANKEN, LANEKASSEN, HUSBANKEN)
        wanted = [Cast(api, cast.peers, host=host, expert=cast.expert).applied() for host in hosts]
        first = api.get("/v1/candidacies?limit=2", cast.employee)
        second = api.get(first.headers["Link"].split(">")[0].lstrip("<"), cast.employee)
        assert [item["id"] for item in first.json()["items"] + second.json()["items"]] == wanted

    def test_says_not_modified(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        etag = cast.api.get(f"/v1/placements/{placement_id}", cast.home).headers["ETag"]
        assert cast.api.get(f"/v1/placements/{placement_id}", cast.home | {"If-None-Match": etag}).status_code == 304

    def test_wants_a_token(self, cast: Cast) -> None:
        assert_problem(cast.api.get("/v1/placements"), 401, "unauthenticated")
        assert_problem(cast.api.get("/v1/candidacies", service("placements", of="pool")), 403, "not-permitted")


class TestEvents:
    def test_are_the_whole_story_in_order_and_without_words(self, cast: Cast) -> None:
        cast.agreed()
        answer = cast.api.get("/v1/events", service("placements", of="notify"))
        events = answer.json()
        assert [event["type"] for event in events] == [
            "candidacy.invited",
            "candidacy.offered",
            "candidacy.accepted",
            "placement.proposed",
            "placement.decided",
            "placement.agreed",
        ]
        assert "startlån" not in answer.text
        codes = events[3]["data"]["codes"]
        assert codes["decided"] == ["employee", "host"]
        assert (codes["home_org"], codes["host_org"], codes["percentage"]) == (BAERUM, HUSBANKEN, 100)
        assert events[3]["data"]["persons"] == [cast.expert.person_id]
        assert events[5]["data"]["codes"]["expert_id"] == str(cast.expert.expert_id)
        assert all(event["data"]["codes"]["need_id"] == str(cast.need.need_id) for event in events)

    def test_a_refusal_emits_none(self, cast: Cast) -> None:
        cast.decide(cast.home, cast.proposed(), terms_version=7)
        events = cast.api.get("/v1/events", service("placements", of="notify")).json()
        assert "placement.decided" not in {event["type"] for event in events}
