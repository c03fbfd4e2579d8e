"""The middleware limits bodies, and answers for what nobody caught (I18, I19)."""

import asyncio
from collections.abc import AsyncIterator

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Message

from services.kit.web.middleware import BodyCap, Metrics, RequestLog


def application() -> Starlette:
    """Routes that break, or read their body."""

    async def read(request: Request) -> Response:
        return JSONResponse({"read": len(await request.body())})

    async def fail(_request: Request) -> Response:
        raise ValueError("a secret that must not be logged")

    paths = {"/v1/bodies": read, "/v1/failure": fail}
    app = Starlette(routes=[Route(path, endpoint, methods=["GET", "POST"]) for path, endpoint in paths.items()])
    app.add_middleware(
        BodyCap,
        refuse=lambda: Response(status_code=413),
        incomplete=lambda: Response(status_code=408),
        seconds=0.3,
    )
    app.add_middleware(RequestLog, root="/t", metrics=Metrics(), fail=lambda: Response("sorry", status_code=500))
    return app


def client(app: Starlette) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t")


class TestBodyCap:
    def posted(self, body: bytes | AsyncIterator[bytes], **headers: str) -> httpx.Response:
        async def post() -> httpx.Response:
            async with client(application()) as http:
                return await http.post("/v1/bodies", content=body, headers=headers)

        return asyncio.run(post())

    def test_lets_a_body_of_the_limit_through(self) -> None:
        assert self.posted(b"x" * 262_144).json() == {"read": 262_144}

    def test_refuses_one_sign_more(self) -> None:
        assert self.posted(b"x" * 262_145).status_code == 413

    def test_counts_what_was_not_announced(self) -> None:
        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(40):
                yield b"x" * 10_000

        assert self.posted(pieces()).status_code == 413

    def test_lets_nothing_through_that_comes_too_slowly(self) -> None:
        async def trickle() -> AsyncIterator[bytes]:
            for _ in range(20):
                yield b"x"
                await asyncio.sleep(0.05)

        assert self.posted(trickle()).status_code == 408


class TestLastResort:
    def test_reveals_nothing_of_the_failure(self) -> None:
        async def ask() -> httpx.Response:
            async with client(application()) as http:
                return await http.get("/v1/failure")

        answer = asyncio.run(ask())
        assert (answer.status_code, answer.text) == (500, "sorry")

    def test_does_not_answer_twice(self) -> None:
        """A server that gets a second beginning breaks the connection, and says why in its own log."""
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def refuse(message: Message) -> None:
            sent.append(message)
            raise RuntimeError("Invalid HTTP header value.")

        scope = {"type": "http", "method": "GET", "path": "/v1/bodies", "headers": [], "query_string": b""}
        asyncio.run(application()(scope, receive, refuse))
        assert [message["type"] for message in sent] == ["http.response.start"]
