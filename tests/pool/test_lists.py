"""What the lists of experts can be asked for (docs/lists.md)."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.pool import domain
from services.pool.domain import whole_months
from services.pool.models import Organisation
from services.pool.repository import shown_experts
from tests.pool.factories import endorsed, signed_up
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL, person
from vocabulary.load import load


def host() -> dict[str, str]:
    return person("requester", HUSBANKEN)


def hr() -> dict[str, str]:
    return person("coordinator", BAERUM)


def found(api: Api, query: str, *, org: str = HUSBANKEN) -> set[str]:
    return {one["id"] for one in api.get(f"/v1/experts?limit=100&{query}", person("requester", org)).json()["items"]}


def at_home(api: Api, query: str = "") -> list[str]:
    answer = api.get(f"/v1/home/experts?{query}", hr())
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


class TestBrowsing:
    def test_each_filter_finds_whom_it_says(self, api: Api) -> None:
        today = clock.today()
        short = [{"start": str(today), "end": str(today + timedelta(days=40))}]
        asked: dict[str, Any] = {"skills": ["user-interviews"], "remote": True, "languages": ["nn"], "percentage": 50}
        one, _ = endorsed(api, windows=short, **asked)
        other, _ = endorsed(api)
        later = today + timedelta(days=100)
        for query, wanted in (
            ("skill=user-interviews", {one}),
            ("language=nn", {one}),
            ("remote=true", {one}),
            ("remote=false", {other}),
            ("percentage=60", {other}),
            ("percentage=50", {one, other}),
            ("months=1", {one, other}),
            ("months=2", {other}),
            (f"from={later}", {other}),
            (f"to={later}", {one, other}),
            (f"from={later}&skill=user-interviews", set()),
            ("field=service-design&remote=true&language=nn&percentage=40&months=1", {one}),
        ):
            assert found(api, query) == wanted, query

    def test_whoever_is_not_available_is_found_by_nothing(self, api: Api) -> None:
        signed_up(api, skills=["user-interviews"])
        expert_id, me = endorsed(api, skills=["user-interviews"])
        assert api.post(f"/v1/experts/{expert_id}/pause", me, json={"reason": "workload"}).status_code == 201
        for query in ("skill=user-interviews", "field=service-design", "percentage=20", "remote=false"):
            assert found(api, query) == set()
        api.delete(f"/v1/experts/{expert_id}/pause", me)
        assert found(api, "skill=user-interviews") == {expert_id}

    def test_a_total_counts_others_only(self, api: Api) -> None:
        for home in (BAERUM, LANEKASSEN, HUSBANKEN):
            endorsed(api, org=home)
        assert api.get("/v1/experts?count=true&limit=1", host()).json()["total"] == 2

    @pytest.mark.parametrize(
        "query",
        [
            "skill=nosuch", "county=akershuss", "language=xx", "percentage=0", "months=13", "level=kingdom",
            "from=2027-02-01&to=2027-01-01", "order=newest", "updated_since=2027-01-01T00:00:00Z", "q=design",
        ],
    )  # fmt: skip
    def test_wrong_values_and_telling_orders_are_refused(self, api: Api, query: str) -> None:
        assert_problem(api.get(f"/v1/experts?{query}", host()), 422, "invalid")


class TestHiddenPlaces:
    """Nobody is found by what they are not shown to have (I31, decision 0040)."""

    def test_nobody_is_found_by_a_hidden_county(self, api: Api) -> None:
        few, _ = endorsed(api, org=BAERUM, county="oslo")
        many = [endorsed(api, org=home, county="akershus")[0] for home in (BAERUM, BAERUM, LANEKASSEN, TOLL, TOLL)]
        rare, _ = endorsed(
            api,
            org=TOLL,
            county="akershus",
            fields=[{"field": one, "level": 1} for one in ("service-design", "communication")],
        )
        assert found(api, "county=oslo") == set()
        assert found(api, "county=akershus") == set(many)
        assert found(api, "county=akershus&field=service-design") == set(many)
        assert {few, rare} <= found(api, "field=service-design")

    def test_negative_control_a_filter_without_the_rule_tells_it(
        self, api: Api, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        few, _ = endorsed(api, org=BAERUM, county="oslo")
        monkeypatch.setattr(domain, "are_many", lambda **_: True)
        assert found(api, "county=oslo") == {few}

    def test_whose_county_is_hidden_meanwhile_is_left_out(self, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
        endorsed(api, org=BAERUM, county="oslo")
        monkeypatch.setattr(shown_experts, "shown_county", lambda county, alike: county)
        assert found(api, "county=oslo") == set()

    def test_a_countys_filter_finds_those_who_show_it_and_no_others(self, api: Api) -> None:
        """For each asker: their own people do not count, whatever they say of themselves."""
        for home in (BAERUM, BAERUM, LANEKASSEN, TOLL, TOLL, HUSBANKEN):
            endorsed(api, org=home, county="akershus")
        for org in (HUSBANKEN, BAERUM, LANEKASSEN, TOLL, "974760673"):
            shown = api.get("/v1/experts?limit=100", person("requester", org)).json()["items"]
            assert found(api, "county=akershus", org=org) == {one["id"] for one in shown if one["county"]}

    def test_nobody_is_found_by_a_hidden_kind_of_body(self, api: Api, database: Database) -> None:
        with database.write() as session:
            bodies = [*(f"{number:09}" for number in range(5)), LANEKASSEN]
            session.add_all(Organisation(orgnr=one, level="state", sector="education") for one in bodies)
            session.add(Organisation(orgnr=BAERUM, level="municipal", sector="culture"))
        many, few = endorsed(api, org=LANEKASSEN)[0], endorsed(api, org=BAERUM)[0]
        assert found(api, "level=state&sector=education") == found(api, "sector=education") == {many}
        assert found(api, "level=municipal") == found(api, "sector=culture") == set()
        assert found(api, "") == {many, few}

    def test_many_skills_find_each_expert_once(self, api: Api) -> None:
        skills = sorted(load().skills)[:20]
        many = [endorsed(api, skills=skills)[0] for _ in range(3)]
        answer = api.get(f"/v1/experts?skill={','.join(skills)}&count=true&limit=2", host()).json()
        more = api.get(
            f"/v1/experts?skill={','.join(skills)}&count=true&limit=2&cursor={answer['next']}", host()
        ).json()
        assert answer["total"] == len(many)
        assert {one["id"] for one in answer["items"] + more["items"]} == set(many)


class TestAtHome:
    def test_states_and_open_hold_together(self, api: Api) -> None:
        waiting, _ = signed_up(api)
        available, _ = endorsed(api)
        gone, me = signed_up(api)
        api.post(f"/v1/experts/{gone}/withdrawal", me, json={"reason": "personal"})
        assert at_home(api, "state=submitted,available") == [waiting, available]
        assert at_home(api, "open=true") == [waiting, available]
        assert at_home(api, "open=false") == [gone]
        assert at_home(api, "open=false&state=available") == []
        assert at_home(api, f"id={gone}&id={available}&order=newest") == [gone, available]
        assert api.get("/v1/home/experts?count=true&limit=1", hr()).json()["total"] == 3

    def test_is_found_by_words_of_the_title_and_of_fields_and_by_no_name(self, api: Api) -> None:
        one, _ = signed_up(api, title="Rådgiver", name="Kari Hemmelig", fields=[{"field": "communication", "level": 1}])
        other, _ = signed_up(api)
        assert at_home(api, "q=rådg") == at_home(api, "field=communication") == [one]
        assert at_home(api, "q=kommunikasjon") == [one]
        assert at_home(api, "q=hemmelig") == []
        assert at_home(api, "field=service-design&q=tjeneste") == [other]
        assert_problem(api.get("/v1/home/experts?q=%20", hr()), 422, "invalid")

    def test_what_changed_last_is_at_the_end(self, api: Api) -> None:
        first, me = signed_up(api)
        second, _ = signed_up(api)
        since = api.get("/v1/home/experts?order=changed", hr()).json()["items"][-1]["updated_at"]
        api.post(f"/v1/experts/{first}/withdrawal", me, json={"reason": "personal"})
        assert at_home(api, "order=changed") == [second, first]
        assert at_home(api, "order=newest") == [second, first]
        assert at_home(api, f"updated_since={quote(since)}") == [first, second]
        assert at_home(api, f"updated_since={quote(since)}&state=withdrawn") == [first]

    @pytest.mark.parametrize(
        "query", ["state=nosuch", "order=soonest", "id=x", "field=nosuch", "skill=user-interviews"]
    )
    def test_wrong_values_are_refused(self, api: Api, query: str) -> None:
        assert_problem(api.get(f"/v1/home/experts?{query}", hr()), 422, "invalid")


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2027-01-01", "2027-03-31", 3),
        ("2027-01-15", "2027-02-13", 0),
        ("2027-01-15", "2027-02-14", 1),
        ("2027-01-01", "9999-12-31", 95_675),
    ],
)
def test_whole_months(start: str, end: str, months: int) -> None:
    assert whole_months(date.fromisoformat(start), date.fromisoformat(end)) == months
