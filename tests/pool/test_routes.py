"""The pool over HTTP, as its three kinds of users meet it."""

from typing import Any
from uuid import uuid4

import pytest
from prometheus_client import generate_latest

from services.kit import clock
from tests.pool.factories import a_profile, an_endorsement, endorsed, signed_up
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person, service


class TestCreateExpert:
    def test_signs_up_and_submits_in_one_write(self, api: Api) -> None:
        answer = api.post("/v1/experts", person("employee"), json=a_profile())
        assert answer.status_code == 201
        assert answer.json()["state"] == "submitted"
        assert answer.headers["Location"] == f"/pool/v1/experts/{answer.json()['id']}"
        assert answer.headers["ETag"].startswith(f'"{answer.json()["version"]}-')

    @pytest.mark.parametrize(
        ("name", "sent", "kept"),
        [
            ("name", "\ufeffTjenestedesigner", "Tjenestedesigner"),
            ("name", "\u200bTjenestedesigner \u2060", "Tjenestedesigner"),
            ("name", "نی\u200cخواهم", "نی\u200cخواهم"),
            ("title", "👩\u200d🔬", "👩\u200d🔬"),
            ("title", "a\u030a" * 200, "å" * 200),
            ("about", "Gleder meg \U0001fa77", "Gleder meg \U0001fa77"),
            ("about", "\u200b", ""),
            ("languages", ["sma", "smj", "smn", "sms", "sje", "se"], ["sma", "smj", "smn", "sms", "sje", "se"]),
            ("languages", ["sv", "da", "fi", "is", "fo", "fkv"], ["sv", "da", "fi", "is", "fo", "fkv"]),
            ("percentage", 38, 38),
        ],
    )
    def test_keeps_what_people_see(self, api: Api, name: str, sent: object, kept: object) -> None:
        answer = api.post("/v1/experts", person("employee"), json=a_profile(**{name: sent}))
        assert (answer.status_code, answer.json()[name]) == (201, kept)

    def test_says_that_the_home_agency_has_no_coordinator_and_what_to_do(self, api: Api) -> None:
        waiting = api.post("/v1/experts", person("employee"), json=a_profile()).json()["waiting_for"]
        assert waiting["code"] == "home_agency_without_coordinator"
        assert "inviterer den første koordinatoren" in waiting["text"]

    def test_alerts_are_off_until_they_are_asked_for(self, api: Api) -> None:
        assert api.post("/v1/experts", person("employee"), json=a_profile()).json()["alerts"] is False
        me = person("employee")
        asked = api.post("/v1/experts", me, json=a_profile(alerts=True))
        assert asked.json()["alerts"] is True
        edit = {name: value for name, value in a_profile().items() if name != "submit"}
        path, tag = f"/v1/experts/{asked.json()['id']}", {"If-Match": asked.headers["ETag"]}
        assert api.put(path, me | tag, json=edit).json()["alerts"] is False

    def test_answers_in_the_readers_language(self, api: Api) -> None:
        headers = person("employee") | {"Accept-Language": "en-GB, nb;q=0.5"}
        waiting = api.post("/v1/experts", headers, json=a_profile()).json()["waiting_for"]
        assert waiting["text"].startswith("Your agency has no HR coordinator here yet.")

    def test_refuses_a_second_live_profile(self, api: Api) -> None:
        _, me = signed_up(api)
        assert_problem(api.post("/v1/experts", me, json=a_profile()), 409, "already-registered")

    def test_lets_a_withdrawn_person_sign_up_anew(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        api.post(f"/v1/experts/{expert_id}/withdrawal", me, json={"reason": "personal"})
        assert api.post("/v1/experts", me, json=a_profile()).status_code == 201

    def test_wants_a_token(self, api: Api) -> None:
        problem = api.post("/v1/experts", json=a_profile())
        assert_problem(problem, 401, "unauthenticated")
        described = "http://localhost:8000/.well-known/oauth-protected-resource/pool"
        assert problem.headers["WWW-Authenticate"] == f'Bearer realm="ressurspool", resource_metadata="{described}"'

    @pytest.mark.parametrize("form", ["Bearer  {}", "bearer {} ", "BEARER    {}\t"])
    def test_takes_blanks_around_the_token(self, api: Api, form: str) -> None:
        token = person("employee")["Authorization"].removeprefix("Bearer ")
        assert api.post("/v1/experts", {"Authorization": form.format(token)}, json=a_profile()).status_code == 201

    @pytest.mark.parametrize("form", ["Bearer{}", "Bearer\t{}", "Bearer x {}", "{}"])
    def test_takes_nothing_else_between_scheme_and_token(self, api: Api, form: str) -> None:
        token = person("employee")["Authorization"].removeprefix("Bearer ")
        answer = api.post("/v1/experts", {"Authorization": form.format(token)}, json=a_profile())
        assert_problem(answer, 401, "unauthenticated")

    def test_wants_a_person(self, api: Api) -> None:
        assert_problem(api.post("/v1/experts", machine("employee"), json=a_profile()), 403, "person-required")

    def test_wants_the_scope(self, api: Api) -> None:
        headers = person("employee", scope="pool:read")
        answer = api.post("/v1/experts", headers, json=a_profile())
        assert_problem(answer, 403, "not-permitted")
        challenge = 'Bearer realm="ressurspool", error="insufficient_scope", scope="pool:join"'
        assert answer.headers["WWW-Authenticate"].startswith(f"{challenge}, resource_metadata=")

    def test_names_no_scope_where_the_role_is_another(self, api: Api) -> None:
        answer = api.post("/v1/experts/x/endorsement", person("requester"), json=an_endorsement())
        assert_problem(answer, 403, "not-permitted")
        assert "WWW-Authenticate" not in answer.headers

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"fields": [{"field": "plumbing", "level": 1}]}, "/fields/0/field", "unknown_professional_field"),
            ({"fields": [{"field": "service-design", "level": 4}]}, "/fields/0/level", "out_of_range"),
            ({"fields": []}, "/fields", "too_short"),
            ({"fields": [{"field": "service-design", "level": 1}] * 2}, "/fields", "repeated"),
            ({"skills": ["juggling"]}, "/skills/0", "unknown_skill"),
            ({"windows": [{"start": "2027-02-01", "end": "2027-01-01"}]}, "/windows/0", "ends_before_start"),
            ({"windows": [{"start": "yesterday", "end": "2027-01-01"}]}, "/windows/0/start", "wrong_form"),
            ({"windows": [{"start": "2027-02-01", "end": "2101-01-01"}]}, "/windows/0/end", "out_of_range"),
            ({"windows": [{"start": "2101-01-01", "end": "2027-01-01"}]}, "/windows/0/start", "out_of_range"),
            ({"percentage": 101}, "/percentage", "out_of_range"),
            ({"percentage": "NaN"}, "/percentage", "wrong_form"),
            ({"percentage": 37.5}, "/percentage", "whole_percent"),
            ({"county": "none"}, "/county", "unknown_county"),
            ({"county": "akershuss"}, "/county", "unknown_county"),
            ({"county": "Møre og Romsdal"}, "/county", "unknown_county"),
            ({"county": "viken"}, "/county", "unknown_county"),
            ({"county": "unknown_county:viken"}, "/county", "unknown_county"),
            ({"name": "a\x00b"}, "/name", "forbidden_character"),
            ({"name": "   "}, "/name", "blank"),
            ({"name": "\u200b\u200b"}, "/name", "blank"),
            ({"name": "\ufdd0"}, "/name", "forbidden_character"),
            ({"name": "x" * 201}, "/name", "too_long"),
            ({"about": "x" * 4001}, "/about", "too_long"),
            ({"languages": ["klingon"]}, "/languages/0", "wrong_value"),
            ({"salary": 1}, "", "unknown_field"),
        ],
    )
    def test_points_at_what_is_wrong(self, api: Api, changes: dict[str, Any], pointer: str, code: str) -> None:
        problem = assert_problem(api.post("/v1/experts", person("employee"), json=a_profile(**changes)), 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]


class TestHostileBodies:
    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            (b"{", 400, "invalid-json"),
            (b"\xff\xfe", 400, "invalid-json"),
            (b'{"name": "\\ud800"}', 422, "invalid"),
            (b'{"\\ud800": 1}', 422, "invalid"),
            (b'{"percentage": NaN}', 400, "invalid-json"),
            (b'{"percentage": -Infinity}', 400, "invalid-json"),
            (b'{"percentage": 1e999}', 422, "invalid"),
            (b"[" * 100_000, 400, "invalid-json"),
            (b'{"name": "' + b"x" * 300_000 + b'"}', 413, "too-large"),
        ],
    )
    def test_are_refused_without_an_echo(self, api: Api, body: bytes, status: int, code: str) -> None:
        headers = person("employee") | {"Content-Type": "application/json"}
        answer = api.post("/v1/experts", headers, content=body)
        assert_problem(answer, status, code)
        assert len(answer.content) < 6000


class TestEndorsement:
    def test_makes_the_expert_available(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        answer = api.post(f"/v1/experts/{expert_id}/endorsement", person("coordinator"), json=an_endorsement())
        assert (answer.status_code, answer.json()["state"]) == (201, "available")
        assert api.get("/v1/me/expert", me).json()["endorsement"]["max_months"] == 3

    def test_does_not_exist_for_another_agencys_coordinator(self, api: Api) -> None:
        expert_id, _ = signed_up(api)
        answer = api.post(
            f"/v1/experts/{expert_id}/endorsement", person("coordinator", HUSBANKEN), json=an_endorsement()
        )
        absent = api.post(f"/v1/experts/{uuid4()}/endorsement", person("coordinator", HUSBANKEN), json=an_endorsement())
        assert_problem(answer, 404, "not-found")
        assert_problem(absent, 404, "not-found")

    def test_is_refused_to_a_machine(self, api: Api) -> None:
        expert_id, _ = signed_up(api)
        answer = api.post(f"/v1/experts/{expert_id}/endorsement", machine("coordinator"), json=an_endorsement())
        assert_problem(answer, 403, "person-required")

    def test_is_refused_to_the_employee(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        answer = api.post(f"/v1/experts/{expert_id}/endorsement", me, json=an_endorsement())
        assert_problem(answer, 403, "not-permitted")

    def test_is_not_for_oneself(self, api: Api) -> None:
        sub = str(uuid4())
        expert_id, _ = signed_up(api, sub=sub)
        answer = api.post(f"/v1/experts/{expert_id}/endorsement", person("coordinator", sub=sub), json=an_endorsement())
        assert_problem(answer, 403, "own-profile")

    def test_twice_is_a_wrong_state_that_names_the_legal_verbs(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        answer = api.post(f"/v1/experts/{expert_id}/endorsement", person("coordinator"), json=an_endorsement())
        assert assert_problem(answer, 409, "wrong-state")["legal"] == ["prolong", "revoke"]

    def test_must_end_after_today(self, api: Api) -> None:
        expert_id, _ = signed_up(api)
        ends_today = an_endorsement(valid_until=str(clock.today()))
        answer = api.post(f"/v1/experts/{expert_id}/endorsement", person("coordinator"), json=ends_today)
        assert_problem(answer, 422, "endorsement-too-short")

    def test_can_be_revoked(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        answer = api.delete(f"/v1/experts/{expert_id}/endorsement", person("coordinator"))
        assert (answer.status_code, answer.json()["state"]) == (200, "submitted")

    def test_return_gives_the_reason_to_the_employee(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        api.post(
            f"/v1/experts/{expert_id}/return", person("coordinator"), json={"reason": "workload", "note": "Etter påske"}
        )
        mine = api.get("/v1/me/expert", me).json()
        assert (mine["state"], mine["reason"], mine["note"]) == ("returned", "workload", "Etter påske")
        assert api.post(f"/v1/experts/{expert_id}/submission", me).json()["state"] == "submitted"


class TestUpdateExpert:
    def test_needs_if_match(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        answer = api.put(f"/v1/experts/{expert_id}", me, json=edited())
        assert_problem(answer, 428, "precondition-required")

    def test_refuses_a_stale_version(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        answer = api.put(f"/v1/experts/{expert_id}", me | {"If-Match": '"1"'}, json=edited())
        assert_problem(answer, 412, "stale")

    def test_replaces_the_profile(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        etag = api.get(f"/v1/experts/{expert_id}", me).headers["ETag"]
        answer = api.put(f"/v1/experts/{expert_id}", me | {"If-Match": etag}, json=edited(percentage=50))
        assert (answer.status_code, answer.json()["percentage"]) == (200, 50)
        assert answer.headers["ETag"] != etag


class TestForServices:
    def test_standing_is_for_services_only(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        assert_problem(api.get(f"/v1/experts/{expert_id}/standing", person("coordinator")), 403, "not-permitted")
        standing = api.get(f"/v1/experts/{expert_id}/standing", service("pool", of="placements")).json()
        assert (standing["home_org"], standing["state"], standing["max_months"]) == (BAERUM, "available", 3)
        limits = {"endorsed_until", "max_months", "max_percentage"}
        offered = {"windows", "percentage"}  # what terms are held against
        assert standing.keys() == {"expert_id", "person_id", "home_org", "state", "version"} | limits | offered

    def test_a_service_token_for_another_audience_is_refused(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        answer = api.get(f"/v1/experts/{expert_id}/standing", service("needs", of="placements"))
        assert_problem(answer, 401, "unauthenticated")

    def test_match_profiles_carry_states_and_tombstones(self, api: Api) -> None:
        expert_id, me = endorsed(api, county="akershus")
        first = api.get("/v1/match-profiles", service("pool", of="matching")).json()
        assert [(item["id"], item["state"]["home"]) for item in first["items"]] == [(expert_id, BAERUM)]
        api.post(f"/v1/experts/{expert_id}/withdrawal", me, json={"reason": "personal"})
        then = api.get(f"/v1/match-profiles?after={first['position']}", service("pool", of="matching")).json()
        assert then["items"] == [{"id": expert_id, "state": None}]

    def test_profiles_on_the_feed_name_nobody(self, api: Api) -> None:
        endorsed(api, about="Om meg", title="Sjelden tittel")
        text = api.get("/v1/match-profiles", service("pool", of="matching")).text
        assert "Sjelden" not in text
        assert "Tjenestedesigner" not in text

    def test_events_are_the_story_in_order(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        events = api.get("/v1/events", service("pool", of="notify")).json()
        assert [event["type"] for event in events] == ["expert.created", "expert.submitted", "expert.endorsed"]
        assert {event["subject"] for event in events} == {expert_id}

    def test_an_agencys_client_gets_its_own_without_persons(self, api: Api) -> None:
        endorsed(api)
        endorsed(api, org=HUSBANKEN)
        events = api.get("/v1/events", machine("coordinator", HUSBANKEN)).json()
        assert {tuple(event["data"]["orgs"]) for event in events} == {(HUSBANKEN,)}
        assert all("persons" not in event["data"] for event in events)


class TestHealth:
    def test_is_ready_with_its_facts(self, api: Api) -> None:
        answer = api.get("/health/ready")
        assert answer.status_code == 200, answer.text
        assert answer.json()["facts"]["vocabulary"]

    def test_metrics_name_routes_not_paths(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        api.get(f"/v1/experts/{expert_id}", me)
        text = generate_latest(api.app.state.metrics.registry).decode()
        assert "/v1/experts/{expert_id}" in text
        assert expert_id not in text


def edited(**changes: Any) -> dict[str, Any]:
    profile = a_profile(**changes)
    del profile["submit"]
    return profile
