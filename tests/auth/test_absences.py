"""Coordinators announce their absences."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.auth.absences.domain import Presence, is_covered
from services.auth.people.models import Membership
from services.kit.data.database import Database
from tests.auth.scenes.absences import PATH, absences_of, announce, announced, day
from tests.auth.scenes.events import emitted
from tests.auth.scenes.members import headers_of, member
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person

MONDAY = date(2027, 1, 4)


def codes(absence: dict[str, Any]) -> list[str]:
    return [warning["code"] for warning in absence["warnings"]]


@pytest.fixture
def leader(database: Database) -> Membership:
    return member(database, "coordinator")


@pytest.fixture
def other(database: Database) -> Membership:
    return member(database, "coordinator")


class TestAnnounceAbsence:
    def test_is_listed_and_emitted(self, api: Api, database: Database, leader: Membership) -> None:
        absence = announced(api, leader)
        assert absences_of(api, leader) == [(day(1), day(7))]
        (event,) = emitted(database, "absence.announced")
        assert (event["subject"], event["data"]["codes"]) == (absence["id"], {"start": day(1), "end": day(7)})
        assert (event["data"]["orgs"], event["data"]["persons"]) == ([HUSBANKEN], [str(leader.person_id)])

    def test_days_that_overlap_make_one(self, api: Api, database: Database, leader: Membership) -> None:
        first, _, third = announced(api, leader, 1, 4), announced(api, leader, 9, 12), announced(api, leader, 3, 10)
        assert absences_of(api, leader) == [(day(1), day(12))]
        assert third["start"] == first["start"]
        assert len(emitted(database, "absence.withdrawn")) == 1

    @pytest.mark.parametrize(
        ("start", "end", "pointer"), [(-1, 3, "/start"), (400, 401, "/start"), (3, 2, "/end"), (1, 400, "/end")]
    )
    def test_wants_days_within_a_year(self, api: Api, leader: Membership, start: int, end: int, pointer: str) -> None:
        problem = assert_problem(announce(api, headers_of(leader), start, end), 422, "invalid")
        assert problem["errors"][0]["pointer"] == pointer

    def test_is_for_coordinators(self, api: Api) -> None:
        assert_problem(announce(api, {"X-Nobody": "1"}), 401, "unauthenticated")
        assert_problem(announce(api, person("requester", HUSBANKEN)), 403, "not-permitted")
        assert_problem(announce(api, machine("coordinator", HUSBANKEN)), 403, "person-required")
        assert_problem(announce(api, person("coordinator", BAERUM)), 404, "not-found")


class TestWarning:
    def test_is_given_to_who_is_alone_in_their_language(self, api: Api, leader: Membership) -> None:
        assert codes(announced(api, leader)) == ["no-substitute"]
        answer = api.post(PATH, headers_of(leader) | {"Accept-Language": "nn"}, json={"start": day(1), "end": day(2)})
        assert "Nemn opp ein vikar" in answer.json()["warnings"][0]["text"]

    def test_is_not_where_another_is_there(self, api: Api, leader: Membership, other: Membership) -> None:
        assert codes(announced(api, leader)) == []

    def test_is_where_the_other_is_away_too(self, api: Api, leader: Membership, other: Membership) -> None:
        announced(api, other, 7, 9)
        assert codes(announced(api, leader, 1, 6)) == []
        assert codes(announced(api, leader, 6, 8)) == ["no-substitute"]


class TestWithdrawAbsence:
    def test_is_emitted_and_no_longer_listed(self, api: Api, database: Database, leader: Membership) -> None:
        path = f"{PATH}/{announced(api, leader)['id']}"
        assert api.delete(path, headers_of(leader)).json()["withdrawn_at"] is not None
        assert absences_of(api, leader) == []
        assert len(emitted(database, "absence.withdrawn")) == 1
        assert_problem(api.delete(path, headers_of(leader)), 404, "not-found")

    def test_is_only_ones_own(self, api: Api, leader: Membership, other: Membership) -> None:
        path = f"{PATH}/{announced(api, leader)['id']}"
        assert_problem(api.delete(path, headers_of(other)), 404, "not-found")


class TestIsCovered:
    @pytest.mark.parametrize(
        ("others", "covered"),
        [
            ([], False),
            ([Presence(until=None)], True),
            ([Presence(until=MONDAY)], False),
            ([Presence(until=MONDAY + timedelta(days=1))], True),
            ([Presence(until=None, away=[(MONDAY, MONDAY)])], False),
            ([Presence(until=None, away=[(MONDAY, MONDAY)]), Presence(until=MONDAY)], True),
        ],
    )
    def test_wants_somebody_every_day(self, others: list[Presence], covered: bool) -> None:
        assert is_covered(MONDAY, MONDAY + timedelta(days=1), others) is covered


class TestWarningsForTheOnlyOne:
    def test_are_returned_whenever_they_look(self, api: Api, leader: Membership) -> None:
        assert codes(me(api, leader)) == ["no-substitute"]

    def test_end_with_another(self, api: Api, leader: Membership, other: Membership) -> None:
        assert codes(me(api, leader)) == []

    def test_are_not_for_who_could_not_mend_it(self, api: Api, database: Database) -> None:
        assert codes(me(api, member(database, "requester"), role="requester")) == []


def me(api: Api, who: Membership, *, role: str = "coordinator") -> dict[str, Any]:
    read: dict[str, Any] = api.get("/v1/me", person(role, HUSBANKEN, sub=str(who.person_id))).json()
    return read
