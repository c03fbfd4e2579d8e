"""What is refused on every route, before one is found."""

import asyncio

import pytest
from fastapi import Request, Response
from starlette.types import Message, Scope

from services.kit.data.pagination import Page
from services.kit.schemas import Problem
from services.kit.web.http_rules import fault_of, read_headers
from services.kit.web.responses import ResourceResponse
from tests.architecture.rooms import application

HOST = (b"host", b"x")


def asked(*headers: tuple[bytes, bytes], path: str = "/v1/experts", version: str = "1.1") -> Scope:
    return {
        "type": "http",
        "http_version": version,
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": list(headers),
        "scheme": "http",
        "server": ("x", 80),
    }


def answered(scope: Scope) -> tuple[int, dict[bytes, bytes]]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(application("pool")(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"])


class TestReadHeaders:
    def test_takes_no_blanks_around_values(self) -> None:
        assert read_headers([(b"a", b" \tx y\t ")]) == [(b"a", b"x y")]

    def test_joins_the_lines_of_lists_only(self) -> None:
        sent = [(b"if-match", b'"x"'), (b"cookie", b"a=1"), (b"if-match", b'"y" '), (b"cookie", b"b=2")]
        assert read_headers(sent) == [(b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"if-match", b'"x", "y"')]


class TestFaults:
    @pytest.mark.parametrize(
        "scope",
        [asked(HOST), asked(version="1.0"), asked(version="2"), asked(HOST, *[(b"h", b"v")] * 99)],
    )
    def test_takes_what_is_right(self, scope: Scope) -> None:
        assert fault_of(scope) is None

    @pytest.mark.parametrize(
        ("scope", "status"),
        [
            (asked(), 400),
            (asked(HOST, HOST), 400),
            (asked(HOST, HOST, version="1.0"), 400),
            (asked(HOST, *[(b"h", b"v")] * 100), 431),
            (asked(HOST, (b"h", b"v" * 16_384)), 431),
            (asked(HOST, path="/metrics\n"), 404),
            (asked(HOST, path="/v1/experts/\x00"), 404),
        ],
    )
    def test_refuses_what_is_wrong_as_a_problem(self, scope: Scope, status: int) -> None:
        code, headers = answered(scope)
        assert (code, headers[b"content-type"]) == (status, b"application/problem+json")
        assert {b"x-request-id", b"content-language", b"vary"} <= set(headers)

    @pytest.mark.parametrize("path", ["/metrics", "/metrics\n"])
    def test_negative_control_a_line_feed_leads_to_the_same_route(self, path: str) -> None:
        """Which is what makes the guard necessary."""
        (docs,) = [one for one in application("pool").routes if getattr(one, "path", "") == "/docs"]
        found, _ = docs.matches(asked(HOST, path=path.replace("metrics", "docs")))
        assert found.name == "FULL"


def test_a_link_holds_nothing_that_a_header_cannot() -> None:
    """Whatever the path: a list's route may one day take a name in it."""
    scope = {**asked(HOST, path="/v1/ål/<a>\n"), "root_path": "/pool"}
    response = Response()
    ResourceResponse(Request(scope), response).page(Page(items=[], next="c"), Problem, [])
    assert response.headers["Link"] == '</pool/v1/%C3%A5l/%3Ca%3E%0A?cursor=c>; rel="next"'
