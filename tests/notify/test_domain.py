"""The rules, as tables."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.notify.domain import (
    DECIDING,
    MAX_TRIES,
    RULES,
    TASKS,
    Audience,
    DeliveryState,
    Kind,
    News,
    Party,
    after_failure,
    call_for,
    due_of,
    waiting_for,
)
from services.notify.errors import Unaddressed
from services.notify.followers import SOURCES

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def news(**changes: Any) -> News:
    given: dict[str, Any] = {"event_id": "e", "type": "placement.agreed", "subject": "s", "at": NOW}
    return News(**{**given, "person": "p", "home": "935478715", "host": "942114184", **changes})


class TestRules:
    def test_every_event_comes_from_a_followed_service(self) -> None:
        assert {kind.partition(".")[0] for kind in RULES} == set(SOURCES)

    def test_every_task_can_be_opened_and_closed(self) -> None:
        assert {kind for rule in RULES.values() for kind in rule.opens} == set(Kind)
        assert {kind for rule in RULES.values() for kind in rule.closes} == set(Kind)

    def test_nobody_is_told_of_an_event_twice_by_the_same_name(self) -> None:
        for kind, rule in RULES.items():
            audiences = [audience for tell in rule.tells for audience in tell.to]
            assert len(set(audiences)) == len(audiences), kind

    @pytest.mark.parametrize(
        ("event", "opened"),
        [
            ("expert.submitted", {Kind.ENDORSE_EXPERT}),
            ("expert.renewed", {Kind.ENDORSE_EXPERT}),
            ("expert.endorsement_revoked", {Kind.ENDORSE_EXPERT}),
            ("expert.returned", {Kind.COMPLETE_PROFILE}),
            ("candidacy.applied", {Kind.CONSIDER_APPLICATION}),
            ("candidacy.interested", {Kind.CONSIDER_APPLICATION}),
            ("candidacy.invited", {Kind.ANSWER_INVITATION}),
            ("candidacy.offered", {Kind.ANSWER_OFFER}),
            ("placement.proposed", set(DECIDING)),
            ("placement.terms_changed", set(DECIDING)),
            ("organisation.uncoordinated", {Kind.FIND_COORDINATOR}),
        ],
    )
    def test_what_opens(self, event: str, opened: set[Kind]) -> None:
        assert set(RULES[event].opens) == opened

    def test_nothing_else_opens(self) -> None:
        assert sum(1 for rule in RULES.values() if rule.opens) == 11

    @pytest.mark.parametrize("ending", ["accepted", "declined", "withdrawn", "expired", "not_selected"])
    def test_a_candidacys_end_closes_all_that_waited_for_an_answer(self, ending: str) -> None:
        waiting = {Kind.ANSWER_OFFER, Kind.ANSWER_INVITATION, Kind.CONSIDER_APPLICATION}
        assert set(RULES[f"candidacy.{ending}"].closes) == waiting

    @pytest.mark.parametrize("ending", ["agreed", "rejected", "cancelled", "expired"])
    def test_a_proposals_end_closes_all_three_decisions(self, ending: str) -> None:
        assert set(RULES[f"placement.{ending}"].closes) == set(DECIDING)

    def test_an_agreement_is_told_to_all_three_parties(self) -> None:
        (tell,) = RULES["placement.agreed"].tells
        assert set(tell.to) == {Audience.PERSON, Audience.HOME_COORDINATORS, Audience.HOST_COORDINATORS}
        assert tell.mail


class TestNews:
    @pytest.mark.parametrize(
        ("audience", "address"),
        [
            (Audience.PERSON, "person:p"),
            (Audience.HOME_COORDINATORS, "coordinator:935478715"),
            (Audience.HOST_COORDINATORS, "coordinator:942114184"),
            (Audience.HOST_REQUESTERS, "requester:942114184"),
        ],
    )
    def test_addresses_a_person_or_a_role_in_a_body(self, audience: Audience, address: str) -> None:
        assert news().address(audience) == address

    def test_refuses_to_address_nobody(self) -> None:
        with pytest.raises(Unaddressed):
            news(person=None).address(Audience.PERSON)

    def test_keeps_codes_and_nothing_that_could_be_free_text(self) -> None:
        codes = {"reason": "workload", "start": "2027-01-04", "terms_version": 2, "name": "x", "outcome": "En setning"}
        assert news(codes=codes).params == {"reason": "workload", "start": "2027-01-04", "terms_version": 2}

    def test_keeps_no_body_so_that_no_host_learns_of_the_home_agency(self) -> None:
        codes = {"reason": "personal", "need_id": "n", "home_org": "935478715", "host_org": "942114184"}
        assert news(codes=codes).params == {"reason": "personal", "need_id": "n"}


class TestDueOf:
    def test_takes_a_moment_as_it_is(self) -> None:
        codes = {"decide_by": "2026-12-20T11:00:00+00:00"}
        assert due_of(TASKS[Kind.DECIDE_AS_HOME], codes) == datetime(2026, 12, 20, 11, tzinfo=UTC)

    def test_lets_a_day_last_until_its_end_in_norway(self) -> None:
        due = due_of(TASKS[Kind.ANSWER_OFFER], {"answer_by": "2026-07-01"})
        assert due == datetime(2026, 7, 1, 21, 59, tzinfo=UTC)

    def test_knows_tasks_without_a_deadline(self) -> None:
        assert due_of(TASKS[Kind.ENDORSE_EXPERT], {"answer_by": "2026-07-01"}) is None
        assert due_of(TASKS[Kind.ANSWER_OFFER], {}) is None


class TestCallFor:
    @pytest.mark.parametrize(
        ("kind", "method", "path", "body"),
        [
            (Kind.ENDORSE_EXPERT, "POST", "/pool/v1/experts/i/endorsement", {"valid_until": "2027-11-23"}),
            (Kind.COMPLETE_PROFILE, "POST", "/pool/v1/experts/i/submission", None),
            (Kind.ANSWER_INVITATION, "POST", "/placements/v1/candidacies/i/interest", None),
            (Kind.ANSWER_OFFER, "POST", "/placements/v1/candidacies/i/acceptance", {"terms_version": 3}),
            *[
                (
                    kind,
                    "POST",
                    "/placements/v1/placements/i/decisions",
                    {"decision": "approve", "terms_version": 3},
                )
                for kind in DECIDING
            ],
        ],
    )
    def test_is_ready_to_be_made(self, kind: Kind, method: str, path: str, body: dict[str, Any] | None) -> None:
        call = call_for(kind, subject="i", terms_version=3, today=date(2026, 11, 23))
        assert call is not None
        assert (call.method, call.path, call.body) == (method, path, body)

    def test_is_none_where_people_have_to_write(self) -> None:
        today = date(2026, 11, 23)
        assert call_for(Kind.CONSIDER_APPLICATION, subject="i", terms_version=None, today=today) is None


class TestWaitingFor:
    def test_a_decision_waits_for_all_that_have_not_answered(self) -> None:
        missing = waiting_for(Kind.DECIDE_AS_HOME, is_open=True, answered=[Party.EMPLOYEE])
        assert missing == [Party.HOME, Party.HOST]

    def test_anything_else_waits_for_its_own_party(self) -> None:
        assert waiting_for(Kind.ENDORSE_EXPERT, is_open=True, answered=[]) == [Party.HOME]

    def test_a_closed_task_waits_for_nobody(self) -> None:
        assert waiting_for(Kind.DECIDE_AS_HOME, is_open=False, answered=[]) == []


class TestAfterFailure:
    def test_backs_off_longer_and_longer_and_then_gives_up(self) -> None:
        outcomes = [after_failure("x", permanent=False, tries=tries, at=NOW) for tries in range(1, MAX_TRIES + 1)]
        pauses = [outcome.next_try_at - NOW for outcome in outcomes if outcome.next_try_at]
        assert pauses == sorted(pauses)
        assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), timedelta(days=1))
        assert [outcome.state for outcome in outcomes] == [DeliveryState.FAILED] * 7 + [DeliveryState.DEAD]

    def test_does_not_try_again_what_never_will_work(self) -> None:
        outcome = after_failure("person_unknown", permanent=True, tries=1, at=NOW)
        assert (outcome.state, outcome.next_try_at) == (DeliveryState.DEAD, None)
