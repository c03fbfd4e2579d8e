"""Who sees what of a profile, over HTTP."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event

from services.kit import clock
from services.kit.data.database import Database
from services.pool.models import Disclosure
from tests.pool.factories import a_profile, an_endorsement, endorsed, signed_up
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL, person


class TestReadExpert:
    def test_is_absent_for_others_before_the_endorsement(self, api: Api) -> None:
        expert_id, _ = signed_up(api)
        assert_problem(api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN)), 404, "not-found")

    def test_is_pseudonymous_for_requesters(self, api: Api) -> None:
        expert_id, _ = endorsed(api, about="Kjent fra avisen")
        answer = api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN))
        assert answer.json()["shown_as"] == "pseudonymous"
        assert answer.json()["name"] is None
        assert "avisen" not in answer.text
        assert BAERUM not in answer.text

    def test_shows_the_name_of_who_chose_to_be_named(self, api: Api) -> None:
        expert_id, _ = endorsed(api, named=True)
        answer = api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN))
        assert answer.json()["name"] == "Tjenestedesigner, Bærum kommune"

    def test_hides_the_county_of_few(self, api: Api) -> None:
        expert_id, _ = endorsed(api, county="akershus")
        assert api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN)).json()["county"] is None

    def test_shows_the_county_of_five(self, api: Api) -> None:
        *_, (expert_id, _) = five(api)
        assert api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN)).json()["county"] == "akershus"

    @pytest.mark.parametrize("what", ["paused", "moved", "of another field"])
    def test_hides_it_again_once_one_of_the_five_is(self, api: Api, what: str) -> None:
        *others, (expert_id, _) = five(api)
        leaver, me = others[0]
        if what == "paused":
            assert api.post(f"/v1/experts/{leaver}/pause", me, json={"reason": "workload"}).status_code == 201
        else:
            other = {"county": "oslo"} if what == "moved" else {"fields": [{"field": "user-research", "level": 2}]}
            edit = {
                name: value for name, value in a_profile(**{"county": "akershus", **other}).items() if name != "submit"
            }
            tag = {"If-Match": api.get("/v1/me/expert", me).headers["ETag"]}
            assert api.put(f"/v1/experts/{leaver}", me | tag, json=edit).status_code == 200
        assert api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN)).json()["county"] is None

    def test_is_named_for_a_host_it_was_disclosed_to_and_logged(self, api: Api, database: Database) -> None:
        expert_id, me = endorsed(api, about="Om meg")
        disclose(database, expert_id, host=HUSBANKEN)
        reader = person("requester", HUSBANKEN)
        shown = api.get(f"/v1/experts/{expert_id}", reader).json()
        assert (shown["shown_as"], shown["about"], shown["home_org"]) == ("named", "Om meg", BAERUM)
        log = api.get("/v1/me/access-log", me).json()["items"]
        assert [entry["reader_org"] for entry in log] == [BAERUM, HUSBANKEN], "who endorsed has read it too"

    def test_is_pseudonymous_again_when_the_disclosure_has_ended(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        disclose(database, expert_id, host=HUSBANKEN)
        with clock.stopped_at(clock.now() + timedelta(days=91)):
            shown = api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN)).json()
        assert shown["shown_as"] == "pseudonymous"

    def test_own_reading_is_not_logged(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        assert api.get(f"/v1/experts/{expert_id}", me).json()["shown_as"] == "own"
        api.get("/v1/me/expert", me)
        api.get("/v1/me/export", me)
        assert api.get("/v1/me/access-log", me).json()["items"] == []

    def test_of_a_profile_that_chose_to_be_named_is_logged(self, api: Api) -> None:
        expert_id, me = endorsed(api, named=True)
        before = readers(api, me)
        api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN))
        assert readers(api, me) == [*before, HUSBANKEN]

    def test_of_a_name_in_a_list_is_logged_each_time(self, api: Api) -> None:
        """All of a page by one statement, and only who is on it."""
        named = [endorsed(api, org=home, named=True)[1] for home in (BAERUM, TOLL, LANEKASSEN)]
        nameless = endorsed(api)[1]
        before = [readers(api, me) for me in (*named, nameless)]
        listed = api.get("/v1/experts?limit=3", person("requester", HUSBANKEN)).json()
        shown = sum(item["name"] is not None for item in listed["items"])
        api.get(f"/v1/experts?cursor={listed['next']}", person("requester", HUSBANKEN))
        after = [readers(api, me) for me in (*named, nameless)]
        assert shown in {2, 3}
        assert after == [*([*log, HUSBANKEN] for log in before[:-1]), before[-1]]

    def test_of_a_page_of_names_takes_one_statement(self, api: Api) -> None:
        for _ in range(3):
            endorsed(api, named=True)
        statements = list[str]()

        def heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            statements.append(statement)

        event.listen(Engine, "before_cursor_execute", heard)
        try:
            assert len(api.get("/v1/experts", person("requester", HUSBANKEN)).json()["items"]) == 3
        finally:
            event.remove(Engine, "before_cursor_execute", heard)
        assert sum("INTO access_log" in statement for statement in statements) == 1

    def test_of_ones_own_name_in_a_list_is_not_logged(self, api: Api) -> None:
        """Of whoever works for two bodies, and browses for the other one."""
        sub = str(uuid4())
        _, me = endorsed(api, sub=sub, named=True)
        before = readers(api, me)
        assert api.get("/v1/experts", person("requester", HUSBANKEN, sub=sub)).json()["items"][0]["name"]
        assert readers(api, me) == before

    def test_by_head_is_logged_once_as_any_reading(self, api: Api) -> None:
        """Its headers tell whether the profile has changed."""
        expert_id, me = endorsed(api, named=True)
        before = readers(api, me)
        api.request("HEAD", f"/v1/experts/{expert_id}", headers=person("requester", HUSBANKEN))
        assert readers(api, me) == [*before, HUSBANKEN]

    def test_without_a_name_is_not_logged(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        before = readers(api, me)
        api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN))
        assert readers(api, me) == before

    @pytest.mark.parametrize("verb", ["endorsement", "return"])
    def test_in_the_answer_to_a_decision_is_logged(self, api: Api, verb: str) -> None:
        expert_id, me = signed_up(api)
        body = an_endorsement() if verb == "endorsement" else {"reason": "workload"}
        shown = api.post(f"/v1/experts/{expert_id}/{verb}", person("coordinator"), json=body).json()
        assert shown["name"]
        assert readers(api, me) == [BAERUM]

    def test_in_the_answer_to_a_revocation_is_logged(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        assert api.delete(f"/v1/experts/{expert_id}/endorsement", person("coordinator")).json()["name"]
        assert readers(api, me) == [BAERUM, BAERUM]

    def test_says_not_modified(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        etag = api.get(f"/v1/experts/{expert_id}", me).headers["ETag"]
        again = api.get(f"/v1/experts/{expert_id}", me | {"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")

    def test_says_modified_where_another_services_event_changed_it(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        reader = person("requester", HUSBANKEN)
        etag = api.get(f"/v1/experts/{expert_id}", reader).headers["ETag"]
        disclose(database, expert_id, host=HUSBANKEN)
        again = api.get(f"/v1/experts/{expert_id}", reader | {"If-None-Match": etag})
        assert (again.status_code, again.json()["shown_as"]) == (200, "named")

    @pytest.mark.parametrize("path", ["1", "%00", "١٢٣", "9" * 40, "../../etc"])
    def test_of_a_strange_id_is_a_4xx(self, api: Api, path: str) -> None:
        assert api.get(f"/v1/experts/{path}", person("employee")).status_code in {404, 422}


class TestLists:
    def test_browse_pages_through_all_by_the_link(self, api: Api) -> None:
        everybody = {endorsed(api)[0] for _ in range(3)}
        first = api.get("/v1/experts?limit=2", person("requester", HUSBANKEN))
        link = first.headers["Link"].split(">")[0].lstrip("<")
        second = api.get(link, person("requester", HUSBANKEN))
        assert {item["id"] for item in first.json()["items"] + second.json()["items"]} == everybody
        assert second.json()["next"] is None

    def test_browse_filters_by_field(self, api: Api) -> None:
        endorsed(api)
        other, _ = endorsed(api, fields=[{"field": "communication", "level": 1}])
        found = api.get("/v1/experts?field=communication", person("requester", HUSBANKEN)).json()["items"]
        assert [item["id"] for item in found] == [other]

    def test_browse_finds_by_several_fields_and_what_is_below_them(self, api: Api) -> None:
        below, _ = endorsed(api, fields=[{"field": "user-research", "level": 1}])
        other, _ = endorsed(api, fields=[{"field": "communication", "level": 1}])
        reader = person("requester", HUSBANKEN)
        for query, wanted in (
            ("field=service-design", {below}),
            ("field=service-design,communication", {below, other}),
        ):
            found = api.get(f"/v1/experts?{query}", reader).json()["items"]
            assert {item["id"] for item in found} == wanted
        assert_problem(api.get("/v1/experts?field=communication,nosuch", reader), 422, "invalid")

    def test_a_made_up_cursor_is_refused(self, api: Api) -> None:
        for cursor in ("zzz", "WyJub3ciLCAiMSJd", "%00", "W10"):
            answer = api.get(f"/v1/experts?cursor={cursor}", person("requester", HUSBANKEN))
            assert answer.status_code == 422

    def test_a_misspelt_filter_is_refused_and_not_ignored(self, api: Api) -> None:
        answer = api.get("/v1/experts?feild=communication", person("requester", HUSBANKEN))
        assert assert_problem(answer, 422, "invalid")["errors"][0]["code"] == "unknown_parameter"

    def test_home_list_shows_own_only(self, api: Api) -> None:
        mine, _ = signed_up(api)
        signed_up(api, org=HUSBANKEN)
        found = api.get("/v1/home/experts?state=submitted", person("coordinator")).json()["items"]
        assert [item["id"] for item in found] == [mine]

    def test_home_list_is_for_coordinators(self, api: Api) -> None:
        assert_problem(api.get("/v1/home/experts", person("requester")), 403, "not-permitted")


def five(api: Api) -> list[tuple[str, dict[str, str]]]:
    """As many as there have to be in a county, of as many bodies."""
    return [endorsed(api, org=home, county="akershus") for home in (BAERUM, BAERUM, BAERUM, TOLL, LANEKASSEN)]


def readers(api: Api, me: dict[str, str]) -> list[str]:
    """The bodies whose people have read the profile, as its owner sees them."""
    return [entry["reader_org"] for entry in api.get("/v1/me/access-log", me).json()["items"]]


def disclose(database: Database, expert_id: str, *, host: str) -> None:
    ends = clock.now() + timedelta(days=90)
    row = {
        "candidacy_id": str(uuid4()),
        "expert_id": expert_id,
        "host_org": host,
        "need_id": str(uuid4()),
        "ends_at": ends,
    }
    with database.write() as session:
        session.add(Disclosure.model_validate(row))
