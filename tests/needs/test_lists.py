"""The lists of needs: everybody's open ones, one's own, and the one without login."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest

from services.kit import clock
from tests.needs.factories import edited, posted
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, person
from vocabulary.load import load


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
        for query in (
            "cursor=zzz",
            "state=held",
            "state=closed",
            "field=Ø",
            "field=nosuch",
            "mine=perhaps",
            "limit=0",
            "external_id=%00",
        ):
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
            "updated_at",
            "host_org",
            "title",
            "description",
            "fields",
            "earliest_start",
            "latest_start",
        }

    def test_refuses_a_made_up_cursor(self, api: Api) -> None:
        assert_problem(api.get("/v1/public/needs?cursor=zzz"), 422, "invalid-cursor")


class TestWanted:
    """Every filter and order, alone and with others, against the same done to the rows."""

    def test_finds_by_words_in_texts_and_in_names_in_every_language(self, api: Api) -> None:
        sea = posted(api, title="Havretten", fields=[{"field": "communication", "level": 1}])[0]
        skilled = posted(api, must_skills=["user-interviews"], title="Innsikt")[0]
        reader = person("employee")
        assert ids(api, "/v1/needs?q=havrett", reader) == [sea]
        assert ids(api, "/v1/needs?q=HAVRETTEN%20kartlegger", reader) == [sea]
        assert ids(api, "/v1/needs?q=havretten%20nobody", reader) == []
        named = load().skills["user-interviews"].labels
        for language in ("nb", "nn", "en"):
            words = f"q={quote(named[language])}"
            assert skilled in ids(api, f"/v1/needs?{words}", reader), language
            assert skilled not in ids(api, f"/v1/public/needs?{words}"), "the public is shown no skills"

    def test_a_field_has_its_sub_fields(self, api: Api) -> None:
        found = posted(api, fields=[{"field": "user-research", "level": 1}])[0]
        reader = person("employee")
        assert ids(api, "/v1/needs?field=service-design", reader) == [found]
        assert ids(api, "/v1/needs?field=digitalisation&field=service-design", reader) == [found]
        assert ids(api, "/v1/needs?field=digitalisation", reader) == []

    def test_combines_all_filters_in_every_order(self, api: Api) -> None:
        for number in range(12):
            posted(
                api,
                percentage=(40, 100)[number % 2],
                remote=number % 3 == 0,
                county=("oslo", "akershus", None)[number % 3],
                months=2 + number % 2,
                must_skills=["user-interviews"] if number % 4 == 0 else [],
                earliest_start=str(clock.today() + timedelta(days=30 - number)),
            )
        reader = person("employee")
        listed = api.get("/v1/needs?limit=100", reader).json()["items"]
        everything = [{**one, "number": number} for number, one in enumerate(listed)]  # `created_at` is not shown
        for (query, wanted), order in product(FILTERS, ORDERS):
            found, going_on = list[str](), [""]
            for cursor in going_on:
                path = f"/v1/needs?{query}order={order}&limit=4&count=true{cursor}"
                page = api.get(path, reader).json()
                found += [one["id"] for one in page["items"]]
                going_on += [f"&cursor={page['next']}"] if page["next"] else []
            expected = sorted(filter(wanted, everything), key=lambda one: (one[ORDERS[order]], one["id"]))
            named = [one["id"] for one in expected]
            assert found == (named[::-1] if order == "newest" else named), (query, order)
            assert page["total"] == len(found)

    @pytest.mark.parametrize(
        ("query", "legal"),
        [
            ("order=latest", ["oldest", "newest", "soonest", "changed"]),
            ("state=closed", ["open"]),
            ("sector=nosuch", []),
            ("level=nosuch", None),
            ("skill=nosuch", None),
            ("county=akershuss", None),
            ("updated_since=2026-11-01T00:00:00", None),
            ("id=1", None),
            ("q=%2D", None),
        ],
    )
    def test_refuses_a_wrong_value(self, api: Api, query: str, legal: list[str] | None) -> None:
        refused = assert_problem(api.get(f"/v1/needs?{query}", person("employee")), 422, "invalid")
        assert refused.get("legal") == legal
        assert refused["errors"][0]["pointer"] == f"/{query.partition('=')[0]}"

    def test_a_cursor_is_of_its_own_query(self, api: Api) -> None:
        for _ in range(2):
            posted(api)
        reader = person("employee")
        cursor = api.get("/v1/needs?limit=1&order=newest", reader).json()["next"]
        assert api.get(f"/v1/needs?order=newest&cursor={cursor}", reader).status_code == 200
        for other in ("", "order=soonest&", "order=newest&remote=true&"):
            assert_problem(api.get(f"/v1/needs?{other}cursor={cursor}", reader), 422, "invalid-cursor")

    def test_what_has_changed_since_is_what_changed(self, api: Api) -> None:
        first, host = posted(api)
        posted(api)
        since = quote(max(one["updated_at"] for one in api.get("/v1/needs", host).json()["items"]))
        etag = api.get(f"/v1/needs/{first}", host).headers["ETag"]
        with clock.stopped_at(clock.now() + timedelta(minutes=1)):
            assert api.put(f"/v1/needs/{first}", {**host, "If-Match": etag}, json=edited()).status_code == 200
        changed = api.get(f"/v1/needs?updated_since={since}&order=changed", host).json()["items"]
        assert changed[-1]["id"] == first


ORDERS = {"oldest": "number", "newest": "number", "soonest": "earliest_start", "changed": "updated_at"}
FILTERS: list[tuple[str, Callable[[dict[str, Any]], bool]]] = [
    ("", lambda _: True),
    ("remote=true&", lambda one: one["remote"]),
    ("percentage=50&", lambda one: one["percentage"] <= 50),
    ("months=2&skill=user-interviews&", lambda one: one["months"] <= 2 and bool(one["must_skills"])),
    ("county=oslo&q=startlån&", lambda one: one["county"] == "oslo"),
    ("field=service-design&q=innsikt&county=akershus&", lambda one: one["county"] == "akershus"),
    ("skill=user-interviews&updated_since=2020-01-01T00:00:00Z&", lambda one: bool(one["must_skills"])),
]
