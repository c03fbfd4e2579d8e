"""Candidacies over HTTP: application, invitation, offer, acceptance."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.kit import clock
from services.scheme.months import last_day
from tests.placements.factories import Cast, FakePeers, an_expert, some_day, terms
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL, machine, person


class TestApplication:
    def test_makes_the_expert_known_to_the_host(self, cast: Cast) -> None:
        answer = cast.ask(cast.employee, kind="application", message="Jeg vil gjerne")
        assert answer.status_code == 201
        assert answer.headers["Location"] == f"/placements/v1/candidacies/{answer.json()['id']}"
        assert (answer.json()["state"], answer.json()["legal"]) == ("applied", ["withdraw"])
        seen = cast.api.get(f"/v1/candidacies/{answer.json()['id']}", cast.requester).json()
        assert (seen["home_org"], seen["message"]) == (BAERUM, "Jeg vil gjerne")
        assert seen["legal"] == ["decline", "offer", "withdraw"]

    def test_is_for_the_expert_alone(self, cast: Cast) -> None:
        assert_problem(cast.ask(person("employee"), kind="application"), 404, "not-found")
        assert_problem(cast.ask(cast.host, kind="application"), 403, "not-permitted")

    def test_carries_no_offer(self, cast: Cast) -> None:
        problem = assert_problem(cast.ask(cast.employee, kind="application", offer=terms()), 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [("/offer", "invitation_only")]

    def test_twice_is_refused(self, cast: Cast) -> None:
        cast.applied()
        assert_problem(cast.ask(cast.employee, kind="application"), 409, "already-candidate")

    def test_again_after_it_was_declined(self, cast: Cast) -> None:
        cast.do(cast.requester, cast.applied(), "decline", reason="other")
        cast.applied()

    def test_to_the_own_agency_is_refused(self, api: Api, peers: FakePeers) -> None:
        cast = Cast(api, peers, host=BAERUM)
        assert_problem(cast.ask(cast.employee, kind="application"), 409, "own-employee")


class TestInvitation:
    def test_with_an_offer_takes_a_seat_and_hides_the_home_agency(self, cast: Cast) -> None:
        answer = cast.ask(cast.requester, offer=terms(), message="Kom til oss").json()
        assert (answer["state"], answer["seat_no"], answer["terms_version"]) == ("offered", 1, 1)
        assert answer["home_org"] is None
        assert len(answer["terms_hash"]) == 64
        assert cast.api.get(f"/v1/candidacies/{answer['id']}", cast.employee).json()["home_org"] == BAERUM

    def test_can_do_without_an_offer(self, cast: Cast) -> None:
        candidacy_id = cast.invited()
        interested = cast.do(cast.employee, candidacy_id, "interest")
        assert (interested.status_code, interested.json()["state"]) == (201, "interested")
        offered = cast.do(cast.requester, candidacy_id, "offer", **terms())
        assert (offered.json()["state"], offered.json()["home_org"]) == ("offered", BAERUM)

    def test_gives_fourteen_days_unless_said_otherwise(self, cast: Cast) -> None:
        with clock.stopped_at(clock.now()):
            answer = cast.ask(cast.requester).json()
            assert answer["answer_by"] == (clock.now() + timedelta(days=14)).isoformat().replace("+00:00", "Z")

    @pytest.mark.parametrize(
        ("answer_by", "code"),
        [("2020-01-01T00:00:00Z", "past"), ("9999-12-31T23:59:59-14:00", "out_of_range"), ("2099-01-01", "wrong_form")],
    )
    def test_refuses_a_strange_deadline(self, cast: Cast, answer_by: str, code: str) -> None:
        problem = assert_problem(cast.ask(cast.requester, answer_by=answer_by), 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [("/answer_by", code)]

    def test_refuses_a_hosts_own_employee(self, api: Api, peers: FakePeers) -> None:
        cast = Cast(api, peers, expert=an_expert(home_org=HUSBANKEN))
        assert_problem(cast.ask(cast.host), 409, "own-employee")

    def test_does_not_tell_a_requester_who_is_a_colleague(self, api: Api, peers: FakePeers) -> None:
        own = Cast(api, peers, expert=an_expert(home_org=HUSBANKEN))
        answer = assert_problem(own.ask(own.requester), 404, "not-found")
        absent = assert_problem(own.ask(own.requester, expert_id=str(uuid4())), 404, "not-found")
        assert {**answer, "request_id": ""} == {**absent, "request_id": ""}

    @pytest.mark.parametrize("changes", [{"state": "paused"}, {"endorsement": None}])
    def test_refuses_an_expert_who_cannot_be_asked(self, cast: Cast, changes: dict[str, Any]) -> None:
        cast.peers.change_expert(cast.expert.expert_id, **changes)
        assert_problem(cast.ask(cast.requester), 409, "expert-not-available")

    @pytest.mark.parametrize("state", ["draft", "submitted", "returned", "expired", "withdrawn"])
    def test_of_a_profile_that_is_not_endorsed_is_absent(self, cast: Cast, state: str) -> None:
        cast.peers.change_expert(cast.expert.expert_id, state=state)
        assert_problem(cast.ask(cast.requester), 404, "not-found")

    @pytest.mark.parametrize("state", ["draft", "on_hold", "filled", "closed"])
    def test_refuses_a_need_that_is_not_open(self, cast: Cast, state: str) -> None:
        cast.peers.change_need(cast.need.need_id, state=state)
        assert_problem(cast.ask(cast.requester), 409, "need-not-open")

    @pytest.mark.parametrize(("unknown", "status"), [("expert_id", 404), ("need_id", 404)])
    def test_of_what_there_is_not_is_absent(self, cast: Cast, unknown: str, status: int) -> None:
        assert_problem(cast.ask(cast.requester, **{unknown: str(uuid4())}), status, "not-found")

    def test_for_another_bodys_need_is_absent(self, cast: Cast) -> None:
        assert_problem(cast.ask(person("coordinator", LANEKASSEN)), 404, "not-found")

    def test_is_not_for_an_employee_of_the_host(self, cast: Cast) -> None:
        assert_problem(cast.ask(person("employee", HUSBANKEN)), 404, "not-found")

    def test_wants_a_person_and_a_token(self, cast: Cast) -> None:
        assert_problem(cast.ask(machine("requester", HUSBANKEN)), 403, "person-required")
        assert_problem(cast.ask({}), 401, "unauthenticated")

    def test_of_oneself_by_oneself_is_refused(self, cast: Cast) -> None:
        both = person("coordinator", HUSBANKEN, sub=cast.expert.person_id)
        assert_problem(cast.ask(both, offer=terms()), 409, "decides-for-two")

    def test_is_made_once_for_a_key(self, cast: Cast) -> None:
        keyed = cast.requester | {"Idempotency-Key": "an-invitation"}
        first, again = cast.ask(keyed, offer=terms()), cast.ask(keyed, offer=terms())
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["Idempotency-Replayed"] == "true"


class TestTerms:
    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"end": str(some_day(61))}, "/offer/end", "length"),
            ({"end": str(last_day(some_day(), months=3) + timedelta(days=1))}, "/offer/end", "length"),
            ({"end": str(some_day(59))}, "/offer/end", "ends_before_start"),
            ({"start": "2021-01-01"}, "/offer/start", "past"),
            ({"start": "9999-12-01", "end": "9999-12-31"}, "/offer/start", "out_of_range"),
            ({"percentage": 10}, "/offer/percentage", "out_of_range"),
            ({"tasks": "  "}, "/offer/tasks", "blank"),
            ({"place": "a\x00"}, "/offer/place", "forbidden_character"),
            ({"payer": "employee"}, "/offer/payer", "wrong_value"),
            ({"salary": 1}, "/offer", "unknown_field"),
        ],
    )
    def test_point_at_what_is_wrong(self, cast: Cast, changes: dict[str, Any], pointer: str, code: str) -> None:
        answer = cast.ask(cast.requester, offer=terms() | changes)
        assert answer.status_code == 422
        assert (pointer, code) in [(error["pointer"], error["code"]) for error in answer.json()["errors"]]

    def test_of_the_wrong_length_say_the_limits(self, cast: Cast) -> None:
        answer = cast.ask(cast.requester | {"Accept-Language": "en"}, offer=terms(end=str(some_day(70))))
        problem = assert_problem(answer, 422, "wrong-length")
        assert (problem["min_months"], problem["max_months"]) == (2, 3)
        assert "2 to 3 whole months" in problem["detail"]


class TestSeats:
    def test_one_place_is_offered_once(self, cast: Cast) -> None:
        cast.offered()
        other = _another_expert(cast)
        assert_problem(other.ask(other.requester, offer=terms()), 409, "no-free-place")

    def test_a_declined_offer_frees_the_place(self, cast: Cast) -> None:
        cast.do(cast.employee, cast.offered(), "decline", reason="workload")
        other = _another_expert(cast)
        assert other.ask(other.requester, offer=terms()).json()["seat_no"] == 1

    def test_a_lapsed_offer_frees_the_place_at_once(self, cast: Cast) -> None:
        lapsed = cast.offered()
        with clock.stopped_at(clock.now() + timedelta(days=15)):
            fresh = _another_expert(cast)
            assert fresh.ask(fresh.requester, offer=terms()).json()["seat_no"] == 1
            state = cast.api.get(f"/v1/candidacies/{lapsed}", person("coordinator", HUSBANKEN)).json()
        assert (state["state"], state["reason"], state["seat_no"]) == ("expired", "no_response", None)

    def test_two_places_have_two_seats(self, cast: Cast) -> None:
        cast.peers.change_need(cast.need.need_id, places=2)
        cast.offered()
        other = _another_expert(cast)
        assert other.ask(other.requester, offer=terms()).json()["seat_no"] == 2


class TestAcceptance:
    def test_opens_a_placement_with_the_employees_yes(self, cast: Cast) -> None:
        accepted = cast.accept(cast.offered())
        assert (accepted.status_code, accepted.json()["state"]) == (201, "accepted")
        placement = cast.read(accepted.json()["placement_id"])
        assert placement["state"] == "proposed"
        assert [decision["party"] for decision in placement["decisions"]] == ["employee"]
        assert placement["waiting_for"] == ["home", "host"]

    def test_of_a_coordinators_offer_has_the_hosts_yes_too(self, cast: Cast) -> None:
        placement = cast.read(cast.proposed(by=cast.host))
        assert {decision["party"] for decision in placement["decisions"]} == {"employee", "host"}
        assert placement["waiting_for"] == ["home"]

    def test_of_an_offer_by_a_token_that_may_not_decide_waits_for_the_host(self, cast: Cast) -> None:
        narrow = person("coordinator", HUSBANKEN, sub=cast.host_sub, scope="placements:read placements:offer")
        placement = cast.read(cast.proposed(by=narrow))
        assert placement["waiting_for"] == ["home", "host"]
        assert cast.decide(cast.host, placement["id"]).status_code == 201

    def test_names_the_version_it_accepts(self, cast: Cast) -> None:
        candidacy_id = cast.offered()
        problem = assert_problem(
            cast.do(cast.employee, candidacy_id, "acceptance", terms_version=2), 409, "stale-terms"
        )
        assert problem["current"] == 1

    def test_is_the_employees_alone(self, cast: Cast) -> None:
        candidacy_id = cast.offered()
        accept = {"terms_version": 1}
        assert_problem(cast.do(cast.host, candidacy_id, "acceptance", **accept), 403, "not-permitted")
        assert_problem(cast.do(person("employee"), candidacy_id, "acceptance", **accept), 404, "not-found")
        assert_problem(cast.do(machine("employee"), candidacy_id, "acceptance", **accept), 403, "person-required")

    def test_twice_names_what_is_legal(self, cast: Cast) -> None:
        candidacy_id = cast.offered()
        cast.accept(candidacy_id)
        assert assert_problem(cast.accept(candidacy_id), 409, "wrong-state")["legal"] == []

    def test_after_the_deadline_is_too_late(self, cast: Cast) -> None:
        candidacy_id, late = cast.offered(), clock.now() + timedelta(days=14, minutes=1)
        with clock.stopped_at(late):
            again = person("employee", sub=cast.expert.person_id)
            assert_problem(cast.do(again, candidacy_id, "acceptance", terms_version=1), 409, "deadline-passed")

    def test_needs_an_expert_who_is_still_endorsed(self, cast: Cast) -> None:
        candidacy_id = cast.offered()
        cast.peers.change_expert(cast.expert.expert_id, state="submitted", endorsement=None)
        assert_problem(cast.accept(candidacy_id), 409, "expert-not-available")

    def test_needs_a_need_that_still_stands(self, cast: Cast) -> None:
        candidacy_id = cast.offered()
        cast.peers.change_need(cast.need.need_id, state="closed")
        assert_problem(cast.accept(candidacy_id), 409, "need-not-open")

    def test_lets_overlapping_offers_lapse_and_others_stand(self, cast: Cast) -> None:
        first = cast.offered()
        same_days = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=cast.expert)
        later = Cast(cast.api, cast.peers, host=TOLL, expert=cast.expert)
        overlapping, free = same_days.offered(), later.offered(start=str(some_day(365)))
        assert cast.accept(first).status_code == 201
        lapsed = cast.api.get(f"/v1/candidacies/{overlapping}", cast.employee).json()
        assert (lapsed["state"], lapsed["reason"]) == ("expired", "person_taken")
        assert later.accept(free).status_code == 201

    def test_of_days_that_are_bound_is_refused(self, cast: Cast) -> None:
        cast.agreed()
        other = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=cast.expert)
        assert_problem(other.accept(other.offered()), 409, "person-already-booked")

    def test_of_another_half_of_days_that_are_half_bound_is_refused(self, cast: Cast) -> None:
        """A person is at one host at a time (decision 0046)."""
        cast.agreed(percentage=50)
        other = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=cast.expert)
        assert_problem(other.accept(other.offered(percentage=50)), 409, "person-already-booked")


class TestDeclineAndWithdrawal:
    def test_keep_the_reason_and_give_the_note_to_the_other(self, cast: Cast) -> None:
        candidacy_id = cast.offered()
        cast.do(cast.employee, candidacy_id, "decline", reason="workload", note="Etter påske")
        seen = cast.api.get(f"/v1/candidacies/{candidacy_id}", cast.requester).json()
        assert (seen["state"], seen["reason"], seen["note"]) == ("declined", "workload", "Etter påske")
        assert cast.api.get(f"/v1/candidacies/{candidacy_id}", cast.home).json()["note"] is None

    def test_leave_the_host_nothing_of_who_it_was(self, cast: Cast) -> None:
        candidacy = cast.applied()
        before = cast.api.get(f"/v1/candidacies/{candidacy}", cast.requester).json()
        assert (before["home_org"], before["message"]) == (BAERUM, "Jeg vil gjerne")
        cast.do(cast.employee, candidacy, "withdrawal", reason="personal")
        after = cast.api.get(f"/v1/candidacies/{candidacy}", cast.requester).json()
        assert (after["home_org"], after["message"]) == (None, None)
        mine = cast.api.get(f"/v1/candidacies/{candidacy}", cast.employee).json()
        assert (mine["home_org"], mine["message"]) == (BAERUM, "Jeg vil gjerne")

    def test_the_host_does_not_decline_its_own_offer(self, cast: Cast) -> None:
        answer = cast.do(cast.requester, cast.offered(), "decline", reason="other")
        assert assert_problem(answer, 409, "wrong-state")["legal"] == ["withdraw"]

    def test_the_host_can_withdraw_it(self, cast: Cast) -> None:
        answer = cast.do(cast.requester, cast.offered(), "withdrawal", reason="no_longer_required")
        assert (answer.status_code, answer.json()["state"]) == (201, "withdrawn")

    def test_need_a_reason(self, cast: Cast) -> None:
        answer = cast.do(cast.employee, cast.offered(), "decline", note="Nei")
        assert assert_problem(answer, 422, "invalid")["errors"][0]["pointer"] == "/reason"

    def test_are_not_the_home_agencys(self, cast: Cast) -> None:
        assert_problem(cast.do(cast.home, cast.offered(), "decline", reason="other"), 403, "not-permitted")


def _another_expert(cast: Cast) -> Cast:
    """Another expert for the same need."""
    other = Cast(cast.api, cast.peers)
    other.need = cast.peers.needs[cast.need.need_id]
    return other
