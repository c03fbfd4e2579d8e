"""Several candidacies and placements in short, by their ids: what each party is shown."""

from typing import Any
from uuid import uuid4

from tests.placements.factories import Cast
from tests.support.api import Api, assert_problem
from tests.support.callers import LANEKASSEN, person


def cases(api: Api, headers: dict[str, str], *ids: str) -> dict[str, dict[str, Any]]:
    answer = api.get(f"/v1/cases?ids={','.join(ids)}", headers)
    assert answer.status_code == 200, answer.text
    return {case["id"]: case for case in answer.json()["cases"]}


class TestCases:
    def test_have_the_need_the_bodies_and_the_days(self, api: Api, cast: Cast) -> None:
        candidacy = cast.offered()
        shown = cases(api, cast.employee, candidacy)[candidacy]
        read = api.get(f"/v1/candidacies/{candidacy}", cast.employee).json()
        names = ("reference", "need_id", "expert_id", "host_org", "home_org")
        assert {name: shown[name] for name in names} == {name: read[name] for name in names}
        days = ("start", "end", "percentage")
        assert {name: shown[name] for name in days} == {name: read["terms"][name] for name in days}

    def test_may_be_placements_too(self, api: Api, cast: Cast) -> None:
        placement = cast.proposed()
        read = cast.read(placement, cast.home)
        shown = cases(api, cast.home, placement, str(uuid4()))
        assert [case["start"] for case in shown.values()] == [read["terms"]["start"]]

    def test_before_an_offer_have_no_days(self, api: Api, cast: Cast) -> None:
        candidacy = cast.invited()
        assert cases(api, cast.employee, candidacy)[candidacy]["start"] is None

    def test_hide_the_home_agency_as_the_candidacy_does(self, api: Api, cast: Cast) -> None:
        candidacy = cast.invited()
        assert cases(api, cast.host, candidacy)[candidacy]["home_org"] is None
        assert api.get(f"/v1/candidacies/{candidacy}", cast.host).json()["home_org"] is None

    def test_of_others_are_left_out(self, api: Api, cast: Cast) -> None:
        ids = [cast.proposed()]
        assert cases(api, person("coordinator", LANEKASSEN), *ids) == {}

    def test_are_asked_for_by_ids(self, api: Api, cast: Cast) -> None:
        assert_problem(api.get("/v1/cases?ids=nothing", cast.home), 422, "invalid")
