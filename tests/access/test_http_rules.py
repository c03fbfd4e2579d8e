"""Every route of every service keeps HTTP's own rules (RFC 9110), whoever asks, through whatever proxy."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx
import pytest
from starlette.datastructures import MutableHeaders
from starlette.types import Message

from services.kit.context import RequestContext
from services.kit.web import middleware
from services.scheme.services import SERVICES
from tests.access.readings import OF_THE_DOCS, Reading, asked, readings
from tests.access.scene import Played
from tests.architecture.rooms import application, methods_of, routes_of
from tests.support.api import Api, assert_problem

OF_EACH_REQUEST = {"x-request-id", "date", "suggestion-id", "set-cookie"}
KEPT_FOR_A_WHILE = {"read_taxonomy", "show_jwks"}
Stages = Mapping[str, Played]


def all_readings(stages: Stages) -> Iterator[tuple[Played, Reading]]:
    for there in stages.values():
        for reading in readings(there):
            yield there, reading


def headers_of(answer: httpx.Response) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in answer.headers.multi_items() if name not in OF_EACH_REQUEST)


def vary_of(answer: httpx.Response) -> set[str]:
    return {name.strip().lower() for name in answer.headers.get("Vary", "").split(",")}


def words_of(answer: httpx.Response) -> str:
    """What it says, without the ids that differ from request to request."""
    return re.sub(answer.headers["X-Request-Id"] + "|" + answer.headers.get("Suggestion-Id", "-{99}"), "", answer.text)


def test_every_reading_is_answered(stages: Stages) -> None:
    """Or the others would look at refusals only."""
    refused = []
    for there, reading in all_readings(stages):
        (answer,) = asked(there, reading, "GET")
        if answer.status_code in {401, 500}:
            refused.append(f"{there.scene} {reading.route} {answer.status_code} {answer.text}")
    assert refused == []


def test_head_is_as_get_without_a_body(stages: Stages) -> None:
    breaches = []
    for there, reading in all_readings(stages):
        get, head = asked(there, reading, "GET", "HEAD")
        equal = get.status_code == head.status_code and headers_of(get) == headers_of(head)
        if head.content or not equal:
            breaches.append(f"{there.scene} {reading.route} {headers_of(get)} {headers_of(head)}")
    assert breaches == []


def test_words_chosen_by_the_readers_language_say_so(stages: Stages) -> None:
    assert unsaid_languages(stages) == []


def unsaid_languages(stages: Stages) -> list[str]:
    breaches = []
    for there, reading in all_readings(stages):
        first, again = asked(there, reading, "GET", "GET", Accept_Language="nn")
        (other,) = asked(there, reading, "GET", Accept_Language="en")
        if words_of(first) != words_of(other) and words_of(first) == words_of(again):
            told = [answer.headers.get("Content-Language") for answer in (first, other)]
            if told != ["nn", "en"] or "accept-language" not in vary_of(first):
                breaches.append(f"{there.scene} {reading.route} {told} {first.headers.get('Vary')}")
    return breaches


def test_what_is_answered_to_a_token_is_stored_by_nobody(stages: Stages) -> None:
    assert stored_answers(stages) == []


def stored_answers(stages: Stages) -> list[str]:
    breaches = []
    for there, reading in all_readings(stages):
        (answer,) = asked(there, reading, "GET")
        kept = answer.headers.get("Cache-Control")
        if reading.has_token and kept != "no-store" and reading.route not in KEPT_FOR_A_WHILE:
            breaches.append(f"{there.scene} {reading.route} {kept}")
    return breaches


@pytest.mark.parametrize(("service", "unsaid"), [("notify", unsaid_languages), ("needs", stored_answers)])
def test_negative_control_headers_that_are_not_added_are_noticed(
    stages: Stages, monkeypatch: pytest.MonkeyPatch, service: str, unsaid: Callable[[Stages], list[str]]
) -> None:
    monkeypatch.setattr(middleware, "finish_headers", with_an_id_only)
    assert unsaid({service: stages[service]}) != []


def with_an_id_only(message: Message, now: RequestContext, *, personal: bool) -> None:
    MutableHeaders(scope=message)["X-Request-Id"] = now.request_id


@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', ', {} ,W/"y"', "*"])
def test_what_the_reader_has_is_not_sent_again(stages: Stages, form: str) -> None:
    breaches, tried = [], 0
    for there, reading in all_readings(stages):
        (answer,) = asked(there, reading, "GET")
        if "ETag" in answer.headers and reading.route != "/docs-assets/favicon.png":
            (again,) = asked(there, reading, "GET", If_None_Match=form.format(answer.headers["ETag"]))
            names = ("ETag", "Vary", "Cache-Control", "Content-Language")
            same = all(again.headers.get(name) == answer.headers.get(name) for name in names)
            tried += 1
            if again.status_code != 304 or again.content or not same:
                breaches.append(f"{there.scene} {reading.route} {again.status_code} {again.headers}")
    assert breaches == []
    assert tried > 10


@pytest.mark.parametrize("sent", ["x", '"', '"x" "y"', "W/x", ""])
def test_what_is_no_tag_is_no_reason_to_send_nothing(stages: Stages, sent: str) -> None:
    there = stages["needs"]
    reading = next(one for one in readings(there) if one.route == "read_need")
    assert asked(there, reading, "GET", If_None_Match=sent)[0].status_code == 200


def takes_several(parameter: dict[str, Any]) -> bool:
    schema = parameter["schema"]
    return any(one.get("type") == "array" for one in schema.get("anyOf", [schema]))


@pytest.mark.parametrize("service", SERVICES)
class TestEveryRoute:
    """Of what is refused before anything is looked up."""

    def test_says_whether_the_token_was_bad_or_none_was_sent(self, service: str) -> None:
        app = application(service)
        api = Api(app)
        for route in routes_of(service):
            if route.name in app.state.access:
                (method,), path = methods_of(route), re.sub(r"\{.+?\}", "x", route.path)
                none = assert_challenge(api.request(method, path))
                bad = assert_challenge(api.request(method, path, headers={"Authorization": "Bearer x.y.z"}))
                other = assert_challenge(api.request(method, path, headers={"Authorization": "Basic eDp5"}))
                plain, described = 'Bearer realm="ressurspool"', f'resource_metadata="{app.state.resource_metadata}"'
                challenges = f"{plain}, {described}", f'{plain}, error="invalid_token", {described}'
                assert (none, other, bad) == (challenges[0], *challenges), route.name

    @pytest.mark.parametrize("sign", ["%00", "%0a", "%0D%0A", "%20", "%7f"])
    def test_has_no_sign_in_its_path_that_cannot_be_seen(self, service: str, sign: str) -> None:
        api = Api(application(service))
        for route in routes_of(service):
            path = re.sub(r"\{.+?\}", "x", route.path)
            for method in sorted(methods_of(route)):
                assert_problem(api.request(method, f"{path}{sign}"), 404, "not-found")

    def test_takes_every_parameter_of_one_value_once(self, service: str) -> None:
        api, operations = Api(application(service)), application(service).openapi()["paths"]
        for path, methods in operations.items():
            for method, operation in methods.items():
                asked = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
                names = [one["name"] for one in asked if not takes_several(one)]
                for name in names if path.startswith("/v1") else []:
                    answer = api.request(method.upper(), re.sub(r"\{.+?\}", "x", path) + f"?{name}=1&{name}=2")
                    assert assert_problem(answer, 422, "invalid")["errors"][0]["code"] == "repeated", path
                    assert answer.json()["errors"][0]["pointer"] == f"/{name}"

    @pytest.mark.parametrize("header", ["Idempotency-Key", "Content-Type"])
    def test_takes_a_header_of_one_value_once(self, service: str, header: str) -> None:
        api = Api(application(service))
        for route in routes_of(service):
            for method in sorted(methods_of(route) - {"GET"}):
                twice = httpx.Headers([(header, "a/b"), (header, "a/c")])
                answer = api.request(method, re.sub(r"\{.+?\}", "x", route.path), headers=twice)
                assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [
                    (f"/{header}", "repeated")
                ]

    def test_names_all_methods_of_its_path(self, service: str) -> None:
        """To whoever asks with another one, and to anybody by OPTIONS."""
        api = Api(application(service))
        for path, methods in methods_by_path(service).items():
            refused, told = api.request("TRACE", path), api.request("OPTIONS", path)
            assert_problem(refused, 405, "method-not-allowed")
            assert (told.status_code, told.content) == (204, b""), path
            assert refused.headers["Allow"] == told.headers["Allow"] == ", ".join(sorted(methods)), path
            for other in {"GET", "POST", "PUT", "PATCH", "DELETE"} - methods:
                assert api.request(other, path).status_code == 405, f"{other} {path}"

    def test_of_the_docs_is_read_only(self, service: str) -> None:
        api = Api(application(service))
        for path in OF_THE_DOCS:
            assert api.request("POST", path).headers["Allow"] == "GET, HEAD, OPTIONS", path


def methods_by_path(service: str) -> dict[str, set[str]]:
    """What each path answers to, by all of its routes."""
    found: dict[str, set[str]] = {}
    for route in routes_of(service):
        methods = methods_of(route) | ({"HEAD"} if "GET" in methods_of(route) else set())
        found.setdefault(re.sub(r"\{.+?\}", "x", route.path), {"OPTIONS"}).update(methods)
    return found


def assert_challenge(answer: httpx.Response) -> str:
    assert_problem(answer, 401, "unauthenticated")
    return str(answer.headers["WWW-Authenticate"])
