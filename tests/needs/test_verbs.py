"""What a host does with its need after it was posted."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.kit import clock
from tests.needs.factories import a_need, posted
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person

VERBS = [("POST", "publication"), ("POST", "hold"), ("DELETE", "hold"), ("POST", "closure")]


@pytest.mark.parametrize(("method", "verb"), VERBS)
class TestEveryVerb:
    def test_wants_a_token(self, api: Api, method: str, verb: str) -> None:
        need_id, _ = posted(api)
        assert_problem(api.request(method, f"/v1/needs/{need_id}/{verb}"), 401, "unauthenticated")

    def test_wants_a_person(self, api: Api, method: str, verb: str) -> None:
        need_id, _ = posted(api)
        answer = api.request(method, f"/v1/needs/{need_id}/{verb}", headers=machine("requester", HUSBANKEN))
        assert_problem(answer, 403, "person-required")

    def test_wants_a_requester(self, api: Api, method: str, verb: str) -> None:
        need_id, _ = posted(api)
        answer = api.request(method, f"/v1/needs/{need_id}/{verb}", headers=person("employee", HUSBANKEN))
        assert_problem(answer, 403, "not-permitted")

    def test_has_no_draft_of_anothers(self, api: Api, method: str, verb: str) -> None:
        need_id, _ = posted(api, publish=False)
        content = {"json": {"outcome": "other"}} if verb == "closure" else {}
        for absent in (need_id, str(uuid4())):
            answer = api.request(method, f"/v1/needs/{absent}/{verb}", headers=person("coordinator", BAERUM), **content)
            assert_problem(answer, 404, "not-found")


class TestPublication:
    def test_opens_a_draft(self, api: Api) -> None:
        need_id, host = posted(api, publish=False)
        answer = api.post(f"/v1/needs/{need_id}/publication", host)
        assert (answer.status_code, answer.json()["state"]) == (201, "open")
        assert answer.headers["Location"] == f"/needs/v1/needs/{need_id}"

    def test_of_a_machines_draft_is_posted_by_the_person(self, api: Api) -> None:
        draft = api.post("/v1/needs", machine("requester"), json=a_need(publish=False)).json()
        sub = str(uuid4())
        answer = api.post(f"/v1/needs/{draft['id']}/publication", person("requester", sub=sub))
        assert answer.json()["posted_by"] == sub

    def test_twice_is_a_wrong_state_that_names_the_legal_verbs(self, api: Api) -> None:
        need_id, host = posted(api)
        problem = assert_problem(api.post(f"/v1/needs/{need_id}/publication", host), 409, "wrong-state")
        assert "hold" in problem["legal"]

    def test_comes_too_late_after_the_last_start(self, api: Api) -> None:
        need_id, _ = posted(api, publish=False)
        with clock.stopped_at(clock.now() + timedelta(days=101)):
            answer = api.post(f"/v1/needs/{need_id}/publication", person("requester", HUSBANKEN))
        assert_problem(answer, 422, "start-passed")


class TestHold:
    def test_takes_the_need_off_the_list_until_it_is_resumed(self, api: Api) -> None:
        need_id, host = posted(api)
        reader = person("employee", BAERUM)
        assert api.post(f"/v1/needs/{need_id}/hold", host).json()["state"] == "on_hold"
        assert need_id not in api.get("/v1/needs", reader).text
        answer = api.delete(f"/v1/needs/{need_id}/hold", host)
        assert (answer.status_code, answer.json()["state"]) == (200, "open")
        assert need_id in api.get("/v1/needs", reader).text

    def test_can_still_be_read_by_those_who_applied(self, api: Api) -> None:
        need_id, host = posted(api)
        api.post(f"/v1/needs/{need_id}/hold", host)
        assert api.get(f"/v1/needs/{need_id}", person("employee", BAERUM)).json()["state"] == "on_hold"

    def test_cannot_be_resumed_after_the_last_start(self, api: Api) -> None:
        need_id, host = posted(api)
        api.post(f"/v1/needs/{need_id}/hold", host)
        with clock.stopped_at(clock.now() + timedelta(days=101)):
            answer = api.delete(f"/v1/needs/{need_id}/hold", person("requester", HUSBANKEN))
        assert_problem(answer, 422, "start-passed")


class TestClosure:
    def test_keeps_its_outcome(self, api: Api) -> None:
        need_id, host = posted(api)
        closed = {"outcome": "no_longer_required", "note": "Prosjektet er stanset"}
        answer = api.post(f"/v1/needs/{need_id}/closure", host, json=closed)
        assert answer.status_code == 201
        assert answer.json().items() >= {"state": "closed", **closed, "legal": []}.items()

    def test_is_for_a_draft_too(self, api: Api) -> None:
        need_id, host = posted(api, publish=False)
        answer = api.post(f"/v1/needs/{need_id}/closure", host, json={"outcome": "other"})
        assert answer.json()["state"] == "closed"

    @pytest.mark.parametrize(("published", "status"), [(False, 404), (True, 200)])
    def test_of_a_draft_shows_it_to_nobody_else(self, api: Api, published: bool, status: int) -> None:
        """The negative control was open before."""
        need_id, host = posted(api, publish=published)
        api.post(f"/v1/needs/{need_id}/closure", host, json={"outcome": "other", "note": "hemmelig"})
        assert api.get(f"/v1/needs/{need_id}", host).json()["note"] == "hemmelig"
        for reader in (person("coordinator", BAERUM), person("employee", HUSBANKEN)):
            answer = api.get(f"/v1/needs/{need_id}", reader)
            assert answer.status_code == status
            assert "hemmelig" not in answer.text

    def test_is_final(self, api: Api) -> None:
        need_id, host = posted(api)
        api.post(f"/v1/needs/{need_id}/closure", host, json={"outcome": "other"})
        again = api.post(f"/v1/needs/{need_id}/closure", host, json={"outcome": "other"})
        assert assert_problem(again, 409, "wrong-state")["legal"] == []

    def test_wants_a_known_outcome(self, api: Api) -> None:
        need_id, host = posted(api)
        answer = api.post(f"/v1/needs/{need_id}/closure", host, json={"outcome": "bored"})
        error = assert_problem(answer, 422, "invalid")["errors"][0]
        assert (error["pointer"], error["code"]) == ("/outcome", "wrong_value")
