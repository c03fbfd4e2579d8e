"""What sibling services read about needs."""

from typing import Any

from tests.needs.factories import a_need, edited, posted
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person, service


def states(api: Api, after: str = "") -> dict[str, Any]:
    page: dict[str, Any] = api.get(f"/v1/match-needs?after={after}", service("needs", of="matching")).json()
    return page


class TestStanding:
    def test_says_what_placements_must_know_and_no_titles(self, api: Api) -> None:
        need_id, _ = posted(api, places=2)
        asked = a_need()
        same = {name: asked[name] for name in ("earliest_start", "latest_start", "months", "percentage")}
        standing = api.get(f"/v1/needs/{need_id}/standing", service("needs", of="placements")).json()
        own = {"need_id": need_id, "host_org": HUSBANKEN, "state": "open", "version": 2, "places": 2}
        assert standing == {**own, **same, "county": None, "remote": False}

    def test_is_for_services_only(self, api: Api) -> None:
        need_id, host = posted(api)
        assert_problem(api.get(f"/v1/needs/{need_id}/standing", host), 403, "not-permitted")
        assert_problem(api.get(f"/v1/needs/{need_id}/standing"), 401, "unauthenticated")

    def test_of_an_unknown_need_is_absent(self, api: Api) -> None:
        path = "/v1/needs/00000000-0000-4000-8000-000000000000/standing"
        assert_problem(api.get(path, service("needs", of="placements")), 404, "not-found")

    def test_refuses_a_token_for_another_audience(self, api: Api) -> None:
        need_id, _ = posted(api)
        answer = api.get(f"/v1/needs/{need_id}/standing", service("pool", of="placements"))
        assert_problem(answer, 401, "unauthenticated")


class TestTitles:
    def test_of_several_needs_are_read_at_once_also_closed_ones(self, api: Api) -> None:
        (first, host), (second, _) = posted(api, title="Innsikt"), posted(api, title="Arkitektur")
        api.post(f"/v1/needs/{second}/closure", host, json={"outcome": "filled"})
        unknown = "00000000-0000-4000-8000-000000000000"
        path = f"/v1/titles?needs={first},{second},{unknown}"
        titles = api.get(path, service("needs", of="placements")).json()["names"]
        assert titles == {first: "Innsikt", second: "Arkitektur"}

    def test_are_for_services_only(self, api: Api) -> None:
        need_id, host = posted(api)
        assert_problem(api.get(f"/v1/titles?needs={need_id}", host), 403, "not-permitted")

    def test_of_what_is_no_id_are_refused(self, api: Api) -> None:
        answer = api.get("/v1/titles?needs=x", service("needs", of="placements"))
        assert assert_problem(answer, 422, "invalid")["errors"][0]["pointer"] == "/needs"


class TestSummaries:
    def test_say_what_needs_are_about(self, api: Api) -> None:
        need_id, _ = posted(api, title="Innsikt")
        unknown = "00000000-0000-4000-8000-000000000000"
        answer = api.get(f"/v1/summaries?needs={need_id},{unknown}", service("needs", of="notify"))
        asked = a_need()
        same = {name: asked[name] for name in ("earliest_start", "latest_start", "months", "percentage")}
        assert answer.json() == {"needs": [{"id": need_id, "title": "Innsikt", "host_org": HUSBANKEN, **same}]}

    def test_are_for_services_only(self, api: Api) -> None:
        need_id, host = posted(api)
        assert_problem(api.get(f"/v1/summaries?needs={need_id}", host), 403, "not-permitted")


class TestMatchNeeds:
    def test_carries_the_coded_state(self, api: Api) -> None:
        need_id, _ = posted(api, county="akershus")
        need, (item,) = a_need(), states(api)["items"]
        assert item["id"] == need_id
        assert item["state"] == {
            "id": need_id,
            "host": HUSBANKEN,
            "sector": None,
            "level": None,
            "state": "open",
            "fields": need["fields"],
            "must_skills": [],
            "nice_skills": [],
            "languages": ["nb"],
            "earliest_start": need["earliest_start"],
            "latest_start": need["latest_start"],
            "months": 3,
            "percentage": 100,
            "county": "akershus",
            "remote": False,
            "places": 1,
            "filled": 0,
            "clearance": "none",
            "perspective": "neutral",
        }

    def test_has_no_prose_and_no_person(self, api: Api) -> None:
        posted(api, title="Sjelden tittel", description="Sjelden prosa", external_id="sjelden")
        text = api.get("/v1/match-needs", service("needs", of="matching")).text
        assert "sjelden" not in text.lower()
        assert "posted_by" not in text

    def test_a_draft_is_a_tombstone(self, api: Api) -> None:
        need_id, _ = posted(api, publish=False)
        assert states(api)["items"] == [{"id": need_id, "state": None}]

    def test_a_held_need_stays_and_a_closed_one_leaves_a_tombstone(self, api: Api) -> None:
        need_id, host = posted(api)
        api.post(f"/v1/needs/{need_id}/hold", host)
        first = states(api)
        assert [item["state"]["state"] for item in first["items"]] == ["on_hold"]
        api.post(f"/v1/needs/{need_id}/closure", host, json={"outcome": "no_longer_required"})
        assert states(api, after=first["position"])["items"] == [{"id": need_id, "state": None}]

    def test_is_for_services_only(self, api: Api) -> None:
        assert_problem(api.get("/v1/match-needs", person("coordinator")), 403, "not-permitted")
        assert_problem(api.get("/v1/match-needs"), 401, "unauthenticated")


class TestEvents:
    def test_are_the_story_in_order(self, api: Api) -> None:
        need_id, host = posted(api)
        api.put(f"/v1/needs/{need_id}", host | {"If-Match": '"2"'}, json=edited(title="Nytt"))
        api.post(f"/v1/needs/{need_id}/hold", host)
        api.delete(f"/v1/needs/{need_id}/hold", host)
        api.post(f"/v1/needs/{need_id}/closure", host, json={"outcome": "workload", "note": "Sjelden"})
        answer = api.get("/v1/events", service("needs", of="notify"))
        types = [event["type"].removeprefix("need.") for event in answer.json()]
        assert types == ["created", "opened", "updated", "held", "resumed", "closed"]
        assert [event["data"]["version"] for event in answer.json()] == [1, 2, 3, 4, 5, 6]
        assert answer.json()[-1]["data"]["codes"] == {"outcome": "workload"}
        assert "Sjelden" not in answer.text

    def test_concern_the_host_and_who_posted(self, api: Api) -> None:
        need_id, host = posted(api)
        posted_by = api.get(f"/v1/needs/{need_id}", host).json()["posted_by"]
        (*_, event) = api.get("/v1/events", service("needs", of="notify")).json()
        assert (event["subject"], event["data"]["orgs"], event["data"]["persons"]) == (
            need_id,
            [HUSBANKEN],
            [posted_by],
        )

    def test_of_a_machines_draft_concern_no_person(self, api: Api) -> None:
        api.post("/v1/needs", machine("requester", BAERUM), json=a_need(publish=False))
        (event,) = api.get("/v1/events", service("needs", of="notify")).json()
        assert (event["data"]["orgs"], event["data"]["persons"]) == ([BAERUM], [])
