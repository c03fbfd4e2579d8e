"""The middleware limits concurrent requests and bodies, and answers for what nobody caught (I18, I19)."""

import asyncio
from collections.abc import AsyncIterator

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Message

from services.kit.web.concurrency import ConcurrencyLimit
from services.kit.web.middleware import BodyCap, Metrics, RequestLog
from services.kit.web.turns import Turns

LIMIT = 2


def application(release: asyncio.Event) -> Starlette:
    """Routes that wait until released, break, or read their body."""

    async def wait(_request: Request) -> Response:
        await release.wait()
        return JSONResponse({})

    async def read(request: Request) -> Response:
        return JSONResponse({"read": len(await request.body())})

    async def fail(_request: Request) -> Response:
        raise ValueError("a secret that must not be logged")

    paths = {"/v1/things": wait, "/v1/events": wait, "/v1/bodies": read, "/v1/failure": fail}
    app = Starlette(routes=[Route(path, endpoint, methods=["GET", "POST"]) for path, endpoint in paths.items()])
    app.add_middleware(
        ConcurrencyLimit,
        turns=Turns(LIMIT),
        refuse=lambda error: Response(status_code=error.status, headers={"Retry-After": str(error.retry_after)}),
    )
    app.add_middleware(BodyCap, refuse=lambda: Response(status_code=413))
    app.add_middleware(RequestLog, root="/t", metrics=Metrics(), fail=lambda: Response("sorry", status_code=500))
    return app


def client(app: Starlette) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t")


class TestAtOnce:
    def test_sheds_what_waits_too_long_and_recovers(self) -> None:
        async def story() -> tuple[list[int], int, int]:
            release = asyncio.Event()
            async with client(application(release)) as http:
                working = [asyncio.create_task(http.get("/v1/things")) for _ in range(LIMIT)]
                await asyncio.sleep(0.05)
                shed = await http.get("/v1/things")
                assert shed.headers["Retry-After"] == "2"
                release.set()
                done = [(await one).status_code for one in working]
                return done, shed.status_code, (await http.get("/v1/things")).status_code

        assert asyncio.run(story()) == ([200, 200], 503, 200)

    def test_does_not_wait_for_who_is_slow_to_read(self) -> None:
        async def story() -> int:
            app, read = application(asyncio.Event()), asyncio.Event()

            async def receive() -> Message:
                return {"type": "http.request", "body": b"", "more_body": False}

            async def send(message: Message) -> None:
                await read.wait()

            scope = {"type": "http", "method": "POST", "path": "/v1/bodies", "headers": [], "query_string": b""}
            slow = [asyncio.create_task(app(dict(scope), receive, send)) for _ in range(LIMIT)]
            await asyncio.sleep(0.05)
            async with client(app) as http:
                answer = await http.post("/v1/bodies")
            read.set()
            await asyncio.gather(*slow)
            return answer.status_code

        assert asyncio.run(story()) == 200

    def test_lets_feeds_wait_without_a_place(self) -> None:
        async def story() -> list[int]:
            release = asyncio.Event()
            async with client(application(release)) as http:
                polls = [asyncio.create_task(http.get("/v1/events")) for _ in range(LIMIT * 5)]
                await asyncio.sleep(0.05)
                release.set()
                return [(await one).status_code for one in (*polls, asyncio.create_task(http.get("/v1/things")))]

        assert set(asyncio.run(story())) == {200}


class TestBodyCap:
    def posted(self, body: bytes | AsyncIterator[bytes], **headers: str) -> httpx.Response:
        async def post() -> httpx.Response:
            async with client(application(asyncio.Event())) as http:
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


class TestLastResort:
    def test_reveals_nothing_of_the_failure(self) -> None:
        async def ask() -> httpx.Response:
            async with client(application(asyncio.Event())) as http:
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
        asyncio.run(application(asyncio.Event())(scope, receive, refuse))
        assert [message["type"] for message in sent] == ["http.response.start"]
