"""Policies of public bodies over HTTP."""

from typing import Any

import httpx
import pytest

from services.kit.data.database import Database
from tests.auth.scenes.events import emitted
from tests.auth.scenes.policies import a_policy
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person

PATH = f"/v1/organisations/{HUSBANKEN}/policy"


def decide(api: Api, headers: dict[str, str] | None = None, *, version: int = 0, **changes: Any) -> httpx.Response:
    headers = headers or person("coordinator", HUSBANKEN)
    return api.put(PATH, headers | {"If-Match": f'"{version}"'}, json=a_policy(**changes))


class TestReadPolicy:
    def test_is_the_schemes_until_the_body_decides(self, api: Api) -> None:
        policy = api.get(PATH, person("employee", HUSBANKEN)).json()
        assert (policy["version"], policy["min_months"], policy["max_months"]) == (0, 2, 3)
        assert (policy["lending_cap"], policy["payer"], policy["departments"]) == (None, "home", [])

    def test_of_another_body_is_not_there(self, api: Api) -> None:
        assert_problem(api.get(PATH, person("coordinator", BAERUM)), 404, "not-found")

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.get(PATH), 401, "unauthenticated")


class TestUpdatePolicy:
    def test_is_shown_to_its_people_and_emitted_in_codes(self, api: Api, database: Database) -> None:
        answer = decide(api)
        assert (answer.status_code, answer.json()["version"]) == (200, 1)
        assert api.get(PATH, person("employee", HUSBANKEN)).json() == answer.json()
        (event,) = emitted(database, "organisation.policy_changed")
        codes = {"min_months": 2, "max_months": 2, "lending_cap": 3, "payer": "host"}
        codes |= {"notice_weeks": 4, "max_total_months": 6}
        assert event["data"] == {"version": 1, "orgs": [HUSBANKEN], "codes": codes, "persons": []}

    def test_notice_and_total_are_the_schemes_where_left_out(self, api: Api, database: Database) -> None:
        asked = a_policy()
        del asked["notice_weeks"], asked["max_total_months"]
        answer = api.put(PATH, person("coordinator", HUSBANKEN) | {"If-Match": '"0"'}, json=asked)
        assert (answer.json()["notice_weeks"], answer.json()["max_total_months"]) == (None, None)
        (event,) = emitted(database, "organisation.policy_changed")
        assert event["data"]["codes"]["notice_weeks"] is None

    @pytest.mark.parametrize("weeks", [0, 12])
    def test_notice_may_be_none_to_twelve_weeks(self, api: Api, weeks: int) -> None:
        assert decide(api, notice_weeks=weeks).json()["notice_weeks"] == weeks

    def test_a_total_above_the_schemes_is_refused(self, api: Api) -> None:
        problem = assert_problem(decide(api, max_total_months=7), 422, "months-outside-scheme")
        assert [error["pointer"] for error in problem["errors"]] == ["/max_total_months"]
        assert problem["max_total_months"] == 6
        assert decide(api, max_total_months=6).status_code == 200

    def test_wants_the_version_one_has_read(self, api: Api) -> None:
        decide(api)
        assert_problem(decide(api), 412, "stale")
        assert decide(api, version=1, lending_cap=None).json()["lending_cap"] is None
        without = api.put(PATH, person("coordinator", HUSBANKEN), json=a_policy())
        assert_problem(without, 428, "precondition-required")

    def test_may_narrow_the_schemes_months_and_not_widen_them(self, api: Api) -> None:
        problem = assert_problem(decide(api, min_months=1, max_months=6), 422, "months-outside-scheme")
        assert [error["pointer"] for error in problem["errors"]] == ["/min_months", "/max_months"]
        assert (problem["min_months"], problem["max_months"]) == (2, 3)

    @pytest.mark.parametrize(
        ("changes", "pointer"),
        [
            ({"min_months": 3, "max_months": 2}, ""),
            ({"lending_cap": -1}, "/lending_cap"),
            ({"notice_weeks": -1}, "/notice_weeks"),
            ({"notice_weeks": 13}, "/notice_weeks"),
            ({"max_total_months": 0}, "/max_total_months"),
            ({"max_months": 3, "max_total_months": 2}, ""),
            ({"payer": "state"}, "/payer"),
            ({"departments": [{"code": "it", "name": "A"}, {"code": "it", "name": "B"}]}, "/departments"),
        ],
    )
    def test_points_at_what_is_wrong(self, api: Api, changes: dict[str, Any], pointer: str) -> None:
        problem = assert_problem(decide(api, **changes), 422, "invalid")
        assert [error["pointer"] for error in problem["errors"]] == [pointer]

    def test_is_the_coordinators(self, api: Api) -> None:
        assert_problem(decide(api, person("requester", HUSBANKEN)), 403, "not-permitted")
        assert_problem(decide(api, machine("coordinator", HUSBANKEN)), 403, "person-required")
        assert_problem(decide(api, person("coordinator", BAERUM)), 404, "not-found")
