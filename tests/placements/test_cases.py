"""Several candidacies and placements in short, by their ids: what each party is shown."""

from typing import Any
from uuid import uuid4

from tests.placements.factories import Cast
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, person, service


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


class TestOfMails:
    """What a sibling is told of cases, each for a reader whose roles it knows from auth's events."""

    def cases(self, api: Api, *readings: str) -> list[dict[str, Any] | None]:
        answer = api.get(f"/v1/reader-cases?readings={','.join(readings)}", service("placements", of="notify"))
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any] | None] = answer.json()["cases"]
        return found

    def test_are_shown_to_each_reader_as_a_party(self, api: Api, cast: Cast) -> None:
        candidacy, me = cast.invited(), cast.expert.person_id
        host, home = f"{uuid4()}.{HUSBANKEN}.requester", f"{uuid4()}.{BAERUM}.coordinator"
        for_employee, for_host, for_home = self.cases(api, *(f"{candidacy}.{who}" for who in (me, host, home)))
        assert for_employee is not None
        assert for_host is not None
        assert for_home is not None
        assert (for_employee["parties"], for_employee["home_org"]) == (["employee"], BAERUM)
        assert (for_host["parties"], for_host["home_org"]) == (["host"], None), "the employee is not known yet"
        assert (for_home["parties"], for_home["home_org"]) == (["home"], BAERUM)
        assert for_host | {"parties": None, "home_org": BAERUM} == for_home | {"parties": None}

    def test_of_others_and_unknown_ones_are_null(self, api: Api, cast: Cast) -> None:
        placement = cast.proposed()
        readers = (f"{uuid4()}.{LANEKASSEN}.coordinator", f"{uuid4()}.{BAERUM}.requester", str(uuid4()))
        assert self.cases(api, *(f"{placement}.{who}" for who in readers), f"{uuid4()}.{uuid4()}") == [None] * 4

    def test_are_for_siblings_only(self, api: Api, cast: Cast) -> None:
        asked = f"/v1/reader-cases?readings={cast.invited()}.{uuid4()}"
        assert_problem(api.get(asked, cast.home), 403, "not-permitted")
