"""Posting, reading and editing needs over HTTP."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.needs.followers import take_place
from services.needs.main import create_app
from services.needs.settings import NeedsSettings
from tests.needs.factories import a_need, edited, posted
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, StaticKeys, machine, person
from tests.support.events import received


def days(number: int) -> str:
    return str(clock.today() + timedelta(days=number))


class TestCreateNeed:
    def test_posts_and_publishes_in_one_write(self, api: Api) -> None:
        sub = str(uuid4())
        answer = api.post("/v1/needs", person("requester", HUSBANKEN, sub=sub), json=a_need())
        need = answer.json()
        assert (answer.status_code, need["state"], need["host_org"]) == (201, "open", HUSBANKEN)
        assert (need["posted_by"], need["places"], need["filled"], need["languages"]) == (sub, 1, 0, ["nb"])
        assert answer.headers["Location"] == f"/needs/v1/needs/{need['id']}"
        assert answer.headers["ETag"].startswith(f'"{need["version"]}-')

    def test_drafts_first_where_publish_is_not_asked(self, api: Api) -> None:
        need = api.post("/v1/needs", person("coordinator"), json=edited()).json()
        assert (need["state"], need["version"], need["legal"]) == ("draft", 1, ["close", "edit", "publish"])

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.post("/v1/needs", json=a_need()), 401, "unauthenticated")

    def test_wants_a_requester(self, api: Api) -> None:
        assert_problem(api.post("/v1/needs", person("employee"), json=a_need()), 403, "not-permitted")

    def test_wants_the_scope(self, api: Api) -> None:
        headers = person("requester", scope="needs:read")
        assert_problem(api.post("/v1/needs", headers, json=a_need()), 403, "not-permitted")

    def test_lets_a_machine_prepare_a_draft_that_nobody_posted_yet(self, api: Api) -> None:
        answer = api.post("/v1/needs", machine("requester"), json=a_need(publish=False))
        assert (answer.status_code, answer.json()["state"], answer.json()["posted_by"]) == (201, "draft", None)

    def test_wants_a_person_to_publish(self, api: Api) -> None:
        assert_problem(api.post("/v1/needs", machine("requester"), json=a_need()), 403, "person-required")
        assert api.get("/v1/needs?mine=true", machine("requester")).json()["items"] == []

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"title": ""}, "/title", "too_short"),
            ({"title": "  "}, "/title", "blank"),
            ({"title": "x" * 201}, "/title", "too_long"),
            ({"description": "x" * 4001}, "/description", "too_long"),
            ({"fields": []}, "/fields", "too_short"),
            ({"fields": [{"field": "plumbing", "level": 1}]}, "/fields/0/field", "unknown_professional_field"),
            ({"fields": [{"field": "service-design", "level": 4}]}, "/fields/0/level", "out_of_range"),
            ({"fields": [{"field": "service-design", "level": 1}] * 2}, "/fields", "repeated"),
            ({"must_skills": ["juggling"]}, "/must_skills/0", "unknown_skill"),
            ({"nice_skills": ["user-interviews"] * 2}, "/nice_skills", "repeated"),
            ({"languages": ["klingon"]}, "/languages/0", "wrong_value"),
            ({"latest_start": "2020-01-01"}, "/latest_start", "before_earliest_start"),
            ({"latest_start": "9999-12-31"}, "/latest_start", "out_of_range"),
            ({"earliest_start": "soon"}, "/earliest_start", "wrong_form"),
            ({"months": 0}, "/months", "out_of_range"),
            ({"percentage": 19}, "/percentage", "out_of_range"),
            ({"percentage": 101}, "/percentage", "out_of_range"),
            ({"percentage": 37.5}, "/percentage", "whole_percent"),
            ({"places": 0}, "/places", "out_of_range"),
            ({"places": 11}, "/places", "out_of_range"),
            ({"county": "Viken!"}, "/county", "unknown_county"),
            ({"county": "all"}, "/county", "unknown_county"),
            ({"county": "akershuss"}, "/county", "unknown_county"),
            ({"municipality": "9999"}, "/municipality", "unknown_municipality"),
            ({"municipality": "Drammen"}, "/municipality", "unknown_municipality"),
            ({"municipality": "3005"}, "/municipality", "unknown_municipality"),
            ({"county": "akershus", "municipality": "3301"}, "/municipality", "outside_county"),
            ({"clearance": "cosmic"}, "/clearance", "wrong_value"),
            ({"perspective": "mine"}, "/perspective", "wrong_value"),
            ({"external_id": "x" * 101}, "/external_id", "too_long"),
            ({"salary": 1}, "", "unknown_field"),
        ],
    )
    def test_points_at_what_is_wrong(self, api: Api, changes: dict[str, Any], pointer: str, code: str) -> None:
        problem = assert_problem(api.post("/v1/needs", person("requester"), json=a_need(**changes)), 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]

    @pytest.mark.parametrize(
        ("county", "language", "detail"),
        [
            ("akershuss", "nb", "er ikke et fylke; se /pool/v1/counties"),
            (
                "vestfold-og-telemark",
                "nb",
                "er ikke lenger et fylke; bruk vestfold eller telemark, se /pool/v1/counties",
            ),
            ("troms-og-finnmark", "nn", "er ikkje lenger eit fylke; bruk troms eller finnmark, sjå /pool/v1/counties"),
            ("hordaland", "en", "is a county no more; use vestland, see /pool/v1/counties"),
        ],
    )
    def test_names_the_successors_of_a_former_county(self, api: Api, county: str, language: str, detail: str) -> None:
        headers = person("requester") | {"Accept-Language": language}
        problem = assert_problem(api.post("/v1/needs", headers, json=a_need(county=county)), 422, "invalid")
        assert problem["errors"] == [{"pointer": "/county", "code": "unknown_county", "detail": detail}]

    @pytest.mark.parametrize("months", [1, 4])
    def test_keeps_to_the_length_of_the_scheme(self, api: Api, months: int) -> None:
        answer = api.post("/v1/needs", person("requester"), json=a_need(months=months))
        problem = assert_problem(answer, 422, "length-outside-limits")
        assert problem["errors"][0]["pointer"] == "/months"
        assert problem["detail"] == "Ordningen gjelder opphold på 2 til 3 måneder; rett months."

    def test_takes_other_lengths_where_the_settings_say_so(self, database: Database) -> None:
        app = create_app(NeedsSettings(max_months=6), overrides=Overrides(keys=StaticKeys(), database=database))
        assert Api(app).post("/v1/needs", person("requester"), json=a_need(months=6)).status_code == 201

    def test_publishes_nothing_that_should_have_started(self, api: Api) -> None:
        late = a_need(earliest_start=days(-9), latest_start=days(-1))
        problem = assert_problem(api.post("/v1/needs", person("requester"), json=late), 422, "start-passed")
        assert problem["errors"][0]["pointer"] == "/latest_start"

    def test_publishes_what_can_start_today(self, api: Api) -> None:
        now = a_need(earliest_start=days(-9), latest_start=days(0))
        assert api.post("/v1/needs", person("requester"), json=now).status_code == 201


class TestExternalId:
    def test_is_unique_in_an_agency_and_refused_without_an_echo(self, api: Api) -> None:
        posted(api, external_id="sak-17")
        answer = api.post("/v1/needs", person("requester", HUSBANKEN), json=a_need(external_id="sak-17"))
        assert_problem(answer, 409, "external-id-taken")
        assert "sak-17" not in answer.text

    def test_may_be_the_same_in_another_agency(self, api: Api) -> None:
        posted(api, external_id="sak-17")
        posted(api, org=BAERUM, external_id="sak-17")

    def test_finds_the_agencys_own_need_in_every_state(self, api: Api) -> None:
        need_id, _ = posted(api, external_id="sak-17", publish=False)
        posted(api, org=BAERUM, external_id="sak-17")
        posted(api)
        found = api.get("/v1/needs?external_id=sak-17", machine("requester", HUSBANKEN)).json()["items"]
        assert [item["id"] for item in found] == [need_id]

    def test_cannot_become_another_needs(self, api: Api) -> None:
        posted(api, external_id="sak-17")
        need_id, host = posted(api)
        answer = api.put(f"/v1/needs/{need_id}", host | {"If-Match": '"2"'}, json=edited(external_id="sak-17"))
        assert_problem(answer, 409, "external-id-taken")


class TestReadNeed:
    def test_shows_all_to_its_own_agency(self, api: Api) -> None:
        need_id, host = posted(api, external_id="sak-17")
        need = api.get(f"/v1/needs/{need_id}", host).json()
        assert (need["shown_as"], need["external_id"]) == ("host", "sak-17")
        assert need["legal"] == ["close", "edit", "hold"]

    def test_shows_an_open_one_to_every_employee_without_persons(self, api: Api) -> None:
        need_id, _ = posted(api, external_id="sak-17")
        need = api.get(f"/v1/needs/{need_id}", person("employee", BAERUM)).json()
        assert (need["shown_as"], need["title"], need["months"]) == ("reader", "Innsikt i startlån", 3)
        assert need.keys().isdisjoint({"posted_by", "external_id", "note", "outcome"})

    def test_wants_a_token(self, api: Api) -> None:
        need_id, _ = posted(api)
        assert_problem(api.get(f"/v1/needs/{need_id}"), 401, "unauthenticated")

    def test_hides_a_draft_from_others_as_if_it_were_absent(self, api: Api) -> None:
        need_id, host = posted(api, publish=False)
        assert api.get(f"/v1/needs/{need_id}", host).status_code == 200
        for reader in (person("coordinator", BAERUM), person("employee", HUSBANKEN)):
            assert_problem(api.get(f"/v1/needs/{need_id}", reader), 404, "not-found")
        assert_problem(api.get(f"/v1/needs/{uuid4()}", host), 404, "not-found")

    @pytest.mark.parametrize(
        ("verb", "state"), [(None, "open"), ("hold", "on_hold"), ("fill", "filled"), ("closure", "closed")]
    )
    def test_shows_what_was_opened_to_others_in_every_state(
        self, api: Api, database: Database, verb: str | None, state: str
    ) -> None:
        """Whoever applied, was invited or goes there has the link, and no copy."""
        need_id, host = posted(api)
        if verb == "fill":
            with database.write() as session:
                take_place(session, received("placement.agreed", need_id=need_id))
        elif verb is not None:
            api.post(f"/v1/needs/{need_id}/{verb}", host, json={"outcome": "other"} if verb == "closure" else None)
        shown = api.get(f"/v1/needs/{need_id}", person("employee", BAERUM)).json()
        assert (shown["shown_as"], shown["state"]) == ("reader", state)

    def test_says_not_modified(self, api: Api) -> None:
        need_id, host = posted(api)
        etag = api.get(f"/v1/needs/{need_id}", host).headers["ETag"]
        again = api.get(f"/v1/needs/{need_id}", host | {"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")


class TestUpdateNeed:
    def test_replaces_the_need(self, api: Api) -> None:
        need_id, host = posted(api)
        answer = api.put(f"/v1/needs/{need_id}", host | {"If-Match": '"2"'}, json=edited(title="Nytt"))
        assert (answer.status_code, answer.json()["title"], answer.json()["state"]) == (200, "Nytt", "open")
        assert answer.headers["ETag"].startswith('"3-')

    def test_can_be_found_by_its_new_field(self, api: Api) -> None:
        need_id, host = posted(api)
        fields = [{"field": "communication", "level": 1}]
        api.put(f"/v1/needs/{need_id}", host | {"If-Match": '"2"'}, json=edited(fields=fields))
        assert api.get("/v1/needs?field=service-design", host).json()["items"] == []
        assert len(api.get("/v1/needs?field=communication", host).json()["items"]) == 1

    def test_needs_if_match(self, api: Api) -> None:
        need_id, host = posted(api)
        assert_problem(api.put(f"/v1/needs/{need_id}", host, json=edited()), 428, "precondition-required")

    def test_refuses_a_stale_version(self, api: Api) -> None:
        need_id, host = posted(api)
        answer = api.put(f"/v1/needs/{need_id}", host | {"If-Match": '"1"'}, json=edited())
        assert_problem(answer, 412, "stale")

    @pytest.mark.parametrize("form", ["W/{}", '"x", {}', "{},", "*", " {}\t"])
    def test_takes_what_names_the_current_version(self, api: Api, form: str) -> None:
        need_id, host = posted(api)
        tag = api.get(f"/v1/needs/{need_id}", host).headers["ETag"]
        assert api.put(f"/v1/needs/{need_id}", host | {"If-Match": form.format(tag)}, json=edited()).status_code == 200

    def test_takes_it_on_one_of_two_lines(self, api: Api) -> None:
        need_id, host = posted(api)
        lines = httpx.Headers([*host.items(), ("If-Match", '"x"'), ("If-Match", '"2"')])
        assert api.put(f"/v1/needs/{need_id}", lines, json=edited()).status_code == 200

    @pytest.mark.parametrize("sent", ['"x"', 'W/"1", "3-20222b2fb5f2"', '"2x"'])
    def test_refuses_a_list_without_the_current_version(self, api: Api, sent: str) -> None:
        need_id, host = posted(api)
        assert_problem(api.put(f"/v1/needs/{need_id}", host | {"If-Match": sent}, json=edited()), 412, "stale")

    @pytest.mark.parametrize("sent", ["2", "x", '"x" "2"', "W/2", '"2', ""])
    def test_refuses_what_is_no_tag(self, api: Api, sent: str) -> None:
        need_id, host = posted(api)
        problem = assert_problem(
            api.put(f"/v1/needs/{need_id}", host | {"If-Match": sent}, json=edited()), 422, "invalid"
        )
        assert [(fault["pointer"], fault["code"]) for fault in problem["errors"]] == [("/If-Match", "etag")]

    def test_wants_a_token(self, api: Api) -> None:
        need_id, _ = posted(api)
        assert_problem(api.put(f"/v1/needs/{need_id}", json=edited()), 401, "unauthenticated")

    def test_is_not_for_another_agency(self, api: Api) -> None:
        open_id, draft_id = posted(api)[0], posted(api, publish=False)[0]
        other = person("requester", BAERUM) | {"If-Match": '"2"'}
        assert_problem(api.put(f"/v1/needs/{open_id}", other, json=edited()), 403, "not-permitted")
        assert_problem(api.put(f"/v1/needs/{draft_id}", other, json=edited()), 404, "not-found")

    def test_keeps_to_the_length_of_the_scheme(self, api: Api) -> None:
        need_id, host = posted(api)
        answer = api.put(f"/v1/needs/{need_id}", host | {"If-Match": '"2"'}, json=edited(months=4))
        assert_problem(answer, 422, "length-outside-limits")

    def test_lets_a_machine_edit_a_draft_only(self, api: Api) -> None:
        draft_id, open_id = posted(api, publish=False)[0], posted(api)[0]
        hr = machine("requester", HUSBANKEN)
        answer = api.put(f"/v1/needs/{draft_id}", hr | {"If-Match": '"1"'}, json=edited(title="Nytt"))
        assert (answer.status_code, answer.json()["title"]) == (200, "Nytt")
        answer = api.put(f"/v1/needs/{open_id}", hr | {"If-Match": '"2"'}, json=edited())
        assert_problem(answer, 403, "person-required")

    def test_cannot_move_an_open_need_into_the_past(self, api: Api) -> None:
        need_id, host = posted(api)
        past = edited(earliest_start=days(-9), latest_start=days(-1))
        answer = api.put(f"/v1/needs/{need_id}", host | {"If-Match": '"2"'}, json=past)
        assert_problem(answer, 422, "start-passed")

    def test_refuses_a_closed_need(self, api: Api) -> None:
        need_id, host = posted(api)
        api.post(f"/v1/needs/{need_id}/closure", host, json={"outcome": "other"})
        answer = api.put(f"/v1/needs/{need_id}", host | {"If-Match": '"3"'}, json=edited())
        assert assert_problem(answer, 409, "wrong-state")["legal"] == []
