"""An HTTP client of an application in this process."""

import asyncio
import atexit
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from threading import current_thread, main_thread
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI

Headers = Mapping[str, str]
Pairs = list[tuple[str, str]]  # where a name stands twice


Send = Callable[[], Awaitable[httpx.Response]]


@cache
def _loop() -> BlockingPortal:
    """One loop with its threads for all requests of the tests: to start and end them took more than most requests."""
    opened = start_blocking_portal()
    portal = opened.__enter__()
    atexit.register(opened.__exit__, None, None, None)
    return portal


def _sent(send: Send) -> httpx.Response:
    """The answer. Threads that race each other have a loop each, as several processes would."""
    return _loop().call(send) if current_thread() is main_thread() else asyncio.run(_awaited(send))


async def _awaited(send: Send) -> httpx.Response:
    return await send()


class Api:
    """A synchronous client of one application. Runs neither its lifespan nor its threads."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def request(
        self, method: str, path: str, *, headers: Headers | Pairs | None = None, **content: Any
    ) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.request(method, path, headers=headers, **content)

        return _sent(send)

    def get(self, path: str, headers: Headers | None = None, **content: Any) -> httpx.Response:
        return self.request("GET", path, headers=headers, **content)

    def post(self, path: str, headers: Headers | None = None, **content: Any) -> httpx.Response:
        return self.request("POST", path, headers=headers, **content)

    def put(self, path: str, headers: Headers | None = None, **content: Any) -> httpx.Response:
        return self.request("PUT", path, headers=headers, **content)

    def patch(self, path: str, headers: Headers | None = None, **content: Any) -> httpx.Response:
        return self.request("PATCH", path, headers=headers, **content)

    def delete(self, path: str, headers: Headers | None = None, **content: Any) -> httpx.Response:
        return self.request("DELETE", path, headers=headers, **content)


def assert_problem(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Assert that an answer is a problem of this status and code. Returns the problem."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["type"] == f"/problems/{code}", problem
    return problem
