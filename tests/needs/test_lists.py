"""The lists of needs: everybody's open ones, one's own, and the one without login."""

from tests.needs.factories import edited, posted
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, person


def ids(api: Api, path: str, headers: dict[str, str] | None = None) -> list[str]:
    answer = api.get(path, headers)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


class TestListNeeds:
    def test_shows_every_open_need_to_employees(self, api: Api) -> None:
        mine, other = posted(api, org=BAERUM)[0], posted(api)[0]
        posted(api, publish=False)
        held, host = posted(api)
        api.post(f"/v1/needs/{held}/hold", host)
        assert ids(api, "/v1/needs", person("employee", BAERUM)) == [mine, other]

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.get("/v1/needs"), 401, "unauthenticated")

    def test_wants_the_scope(self, api: Api) -> None:
        assert_problem(api.get("/v1/needs", person("employee", scope="pool:read")), 403, "not-permitted")

    def test_mine_shows_ones_own_body_in_all_states(self, api: Api) -> None:
        draft = posted(api, publish=False)[0]
        closed, host = posted(api)
        api.post(f"/v1/needs/{closed}/closure", host, json={"outcome": "other"})
        posted(api, org=BAERUM)
        assert ids(api, "/v1/needs?mine=true", person("requester", HUSBANKEN)) == [draft, closed]

    def test_mine_is_for_requesters(self, api: Api) -> None:
        for query in ("mine=true", "external_id=sak-17"):
            assert_problem(api.get(f"/v1/needs?{query}", person("employee", HUSBANKEN)), 403, "not-permitted")

    def test_filters_by_field_and_county(self, api: Api) -> None:
        posted(api)
        there = posted(api, county="akershus")[0]
        both = posted(api, county="akershus", fields=[{"field": "communication", "level": 1}])[0]
        reader = person("employee")
        assert ids(api, "/v1/needs?county=akershus", reader) == [there, both]
        assert ids(api, "/v1/needs?county=akershus&field=communication", reader) == [both]

    def test_finds_by_field_what_is_open_and_among_ones_own_all(self, api: Api) -> None:
        (held, host), (open_one, _) = posted(api), posted(api)
        reader, by_field = person("employee"), "/v1/needs?field=service-design"
        assert ids(api, by_field, reader) == [held, open_one]
        api.post(f"/v1/needs/{held}/hold", host)
        assert ids(api, by_field, reader) == [open_one]
        assert ids(api, f"{by_field}&mine=true", host) == [held, open_one]
        api.delete(f"/v1/needs/{held}/hold", host)
        assert ids(api, by_field, reader) == [held, open_one]
        answer = api.get(f"/v1/needs/{held}", host)
        asked = edited(fields=[{"field": "communication", "level": 1}])
        changed = api.put(f"/v1/needs/{held}", {**host, "If-Match": answer.headers["ETag"]}, json=asked)
        assert changed.status_code == 200, changed.text
        assert ids(api, by_field, reader) == [open_one]
        assert ids(api, "/v1/needs?field=communication", reader) == [held]

    def test_pages_through_all_by_the_link(self, api: Api) -> None:
        everything = [posted(api)[0] for _ in range(3)]
        first = api.get("/v1/needs?limit=2", person("employee"))
        link = first.headers["Link"].split(">")[0].lstrip("<")
        second = api.get(link, person("employee"))
        assert [item["id"] for item in first.json()["items"] + second.json()["items"]] == everything
        assert second.json()["next"] is None

    def test_refuses_what_it_does_not_know(self, api: Api) -> None:
        for query in ("cursor=zzz", "state=open", "field=Ø", "mine=perhaps", "limit=0", "external_id=%00"):
            assert api.get(f"/v1/needs?{query}", person("requester")).status_code == 422, query


class TestListPublicNeeds:
    def test_needs_no_login_and_names_no_person(self, api: Api) -> None:
        need_id, _ = posted(api)
        posted(api, publish=False)
        (need,) = api.get("/v1/public/needs").json()["items"]
        assert (need["id"], need["host_org"], need["title"]) == (need_id, HUSBANKEN, "Innsikt i startlån")
        assert need.keys() == {
            "id",
            "version",
            "host_org",
            "title",
            "description",
            "fields",
            "earliest_start",
            "latest_start",
        }

    def test_refuses_a_made_up_cursor(self, api: Api) -> None:
        assert_problem(api.get("/v1/public/needs?cursor=zzz"), 422, "invalid-cursor")
