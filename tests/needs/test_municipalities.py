"""Municipalities: the list of them, and what a need says by one."""

import pytest

from tests.needs.factories import a_need
from tests.support.api import Api, assert_problem
from tests.support.callers import person


class TestListMunicipalities:
    def test_has_those_of_a_county_and_what_became_of_the_former(self, api: Api) -> None:
        listed = api.get("/v1/municipalities?county=troms").json()
        assert {one["id"]: one["labels"]["nb"] for one in listed["municipalities"]}["5501"] == "Tromsø"
        assert {one["county"] for one in listed["municipalities"]} == {"troms"}
        assert {one["id"]: one["successors"] for one in listed["former"]}["5401"] == ["5501"]

    def test_has_all_of_them_without_a_county(self, api: Api) -> None:
        answer = api.get("/v1/municipalities")
        assert len(answer.json()["municipalities"]) == 357, answer.text

    def test_refuses_a_county_there_is_not(self, api: Api) -> None:
        problem = assert_problem(api.get("/v1/municipalities?county=viken"), 422, "invalid")
        assert [error["code"] for error in problem["errors"]] == ["unknown_county"]


class TestNeed:
    def test_names_the_successors_of_a_former_municipality(self, api: Api) -> None:
        headers = person("requester") | {"Accept-Language": "en"}
        problem = assert_problem(api.post("/v1/needs", headers, json=a_need(municipality="1507")), 422, "invalid")
        assert [error["detail"] for error in problem["errors"]] == [
            "is not in use any more; use 1508 or 1580, see /needs/v1/municipalities"
        ]

    @pytest.mark.parametrize("said", [{}, {"county": "buskerud"}])
    def test_knows_the_county_by_the_municipality(self, api: Api, said: dict[str, str]) -> None:
        asked = {name: value for name, value in a_need(municipality="3301").items() if name != "county"} | said
        need = api.post("/v1/needs", person("requester"), json=asked).json()
        assert (need["municipality"], need["county"]) == ("3301", "buskerud")
