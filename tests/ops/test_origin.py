"""The development origin, in front of a service that returns what it received."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ressurspool.ops import origin
from ressurspool.ops.origin import OriginSettings, create_origin
from services.kit.web.problems import MAX_BODY_BYTES


async def echo(request: Request) -> Response:
    """Returns what arrived."""
    body = (await request.body()).decode()
    received = {
        "path": request.scope["raw_path"].decode(),
        "query": request.scope["query_string"].decode(),
        "method": request.method,
        "headers": dict(request.headers),
        "body": body,
    }
    return JSONResponse(
        received, status_code=207, headers={"ETag": '"3"', "Link": "</pool/v1/x>", "Connection": "close"}
    )


async def stream(_request: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        for piece in (b"one ", b"two"):
            yield piece

    return StreamingResponse(pieces())


def behind() -> Starlette:
    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    return Starlette(routes=[Route("/pool/stream", stream), Route("/{path:path}", echo, methods=methods)])


class OnTheWire(httpx.ASGITransport):
    """Hands the target on as a connection would; httpx's own transport for tests looks at the address only."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(raw_path=request.extensions["target"])
        return await super().handle_async_request(request)


@asynccontextmanager
async def origin_before(service: httpx.AsyncBaseTransport) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an origin whose services are all `service`."""
    app = create_origin(OriginSettings(auth_url="http://service", pool_url="http://service"))
    async with httpx.AsyncClient(transport=service) as app.state.client:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://origin") as client:
            yield client


def ask(method: str, path: str, service: httpx.AsyncBaseTransport | None = None, **content: Any) -> httpx.Response:
    async def send() -> httpx.Response:
        async with origin_before(service or OnTheWire(behind())) as client:
            return await client.request(method, path, **content)

    return asyncio.run(send())


class TestPassingOn:
    @pytest.mark.parametrize("path", ["/pool/v1/experts", "/oauth/jwks", "/.well-known/oauth-authorization-server"])
    def test_keeps_the_path(self, path: str) -> None:
        assert ask("GET", path).json()["path"] == path

    def test_keeps_the_query_as_it_was_written(self) -> None:
        assert ask("GET", "/pool/v1/x?a=%2F&a=2&b").json()["query"] == "a=%2F&a=2&b"

    def test_hands_on_method_body_and_headers(self) -> None:
        headers = {"Authorization": "Bearer x", "Idempotency-Key": "k", "Host": "localhost:8000"}
        body = ask("POST", "/pool/v1/experts", content=b'{"a":1}', headers=headers).json()
        assert (body["method"], body["body"]) == ("POST", '{"a":1}')
        assert headers.items() <= {name.title(): value for name, value in body["headers"].items()}.items()

    def test_says_whom_the_request_came_from(self) -> None:
        body: Mapping[str, str] = ask("GET", "/pool/x", headers={"X-Forwarded-For": "192.0.2.1"}).json()["headers"]
        assert body["x-forwarded-for"] == "192.0.2.1, 127.0.0.1"

    def test_hands_back_status_and_headers_but_not_the_connections_own(self) -> None:
        answer = ask("GET", "/pool/x")
        assert answer.status_code == 207
        assert (answer.headers["etag"], answer.headers["link"]) == ('"3"', "</pool/v1/x>")
        assert "connection" not in answer.headers

    def test_hands_back_a_stream(self) -> None:
        assert ask("GET", "/pool/stream").text == "one two"

    def test_hands_on_values_without_blanks_around_them(self) -> None:
        headers = ask("GET", "/pool/x", headers={"Authorization": "Bearer x ", "Accept": "\ta/b"}).json()["headers"]
        assert (headers["authorization"], headers["accept"]) == ("Bearer x", "a/b")


class TestRefusing:
    def test_says_503_and_when_to_come_back_where_a_service_is_down(self) -> None:
        def down(request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("refused", request=request)

        answer = ask("GET", "/pool/v1/experts", httpx.MockTransport(down), headers={"Accept-Language": "en"})
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"] == "2"
        assert answer.json()["title"] == "The service pool does not answer"

    def test_says_400_where_the_request_cannot_be_sent_on(self) -> None:
        def unsendable(request: httpx.Request) -> httpx.Response:
            raise httpx.LocalProtocolError("Illegal header value", request=request)

        answer = ask("GET", "/pool/v1/experts", httpx.MockTransport(unsendable), headers={"Accept-Language": "nn"})
        assert (answer.status_code, answer.json()["type"]) == (400, "/problems/malformed-request")
        assert "retry-after" not in answer.headers
        assert (answer.headers["content-language"], answer.headers["vary"]) == ("nn", "Accept-Language")

    def test_says_408_itself_where_a_body_does_not_come_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(origin, "BODY_SECONDS", 0.1)

        async def slow() -> AsyncIterator[bytes]:
            yield b'{"decision":'
            await asyncio.sleep(5)

        answer = ask("PATCH", "/auth/v1/me", content=slow(), headers={"Accept-Language": "nn"})
        assert (answer.status_code, answer.json()["type"]) == (408, "/problems/body-incomplete")
        assert "retry-after" not in answer.headers

    def test_says_413_where_a_body_is_too_large(self) -> None:
        answer = ask("POST", "/pool/v1/experts", content=b"x" * (MAX_BODY_BYTES + 1))
        assert (answer.status_code, answer.json()["limit"]) == (413, MAX_BODY_BYTES)
        assert ask("POST", "/pool/v1/experts", content=b"x" * MAX_BODY_BYTES).status_code == 207

    def test_says_431_before_it_sends_on_too_many_headers(self) -> None:
        headers = {f"h{number}": "v" for number in range(10_000)}
        answer = ask("GET", "/pool/health/live", headers=headers)
        assert (answer.status_code, answer.json()["limit"], answer.json()["bytes"]) == (431, 100, 16_384)

    @pytest.mark.parametrize(
        "path", ["/elsewhere/x", "/problems/none", "/docs/x", "/metrics", "/pool/metrics%0a", "/pool/v1/x%00"]
    )
    def test_knows_no_other_path(self, path: str) -> None:
        answer = ask("GET", path)
        assert answer.status_code == 404
        assert answer.json()["type"] == "/problems/not-found"
