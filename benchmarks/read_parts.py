"""The milliseconds of one authenticated read of one's profile, by part, in one process without a network.

The parts are timed one by one, by what each is made of, and not inside the route: so the list stays comparable when
the route is built in another way. What they do not explain is the last line: dependencies, threads, what is around.
"""

import asyncio
import json
import os
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager, redirect_stdout
from hashlib import blake2b
from typing import Any

from fastapi import FastAPI
from sqlalchemy import event
from starlette.routing import Match

from benchmarks.house import House
from benchmarks.table import lines_of
from ressurspool.ops.applications import application
from ressurspool.ops.settings import settings_class
from services.pool.schemas.experts import ExpertRead

PATH, HELLO = "/v1/me/expert", "/health/live"
REPEATS, ROUNDS = 100, 9
READY_SECONDS = 10.0


def parts(house: House) -> str:
    """A line for each part: its name, milliseconds (the least of several rounds' means), share of the whole."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):  # lines are written, unread
        return asyncio.run(_parts(house))


async def _parts(house: House) -> str:
    app, token = _pool(house), house.employee.token
    async with app.router.lifespan_context(app):
        await _until_ready(app)
        read = _request(PATH, token)
        with _statements_of(app) as statements:
            body = await _answer(app, read)
        asked = [sql for sql in statements if not sql.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA"))]
        shown = json.loads(body)
        whole = await _least_async(lambda: _answer(app, read))
        found = {
            "around the routes: middleware, places, log line, counters": await _least_async(
                lambda: _answer(app, _request(HELLO, None))
            ),
            "find the verified token": _least(lambda: app.state.verified_tokens.find(token)),
            "find the route": _least(lambda: _find(app, read)),
            "a connection, BEGIN and its end": _least(lambda: _open(app)),
            f"the statements by the driver alone ({len(asked)})": _driver(app, asked),
            "validate, dump and digest the answer": _least(lambda: _shown(shown)),
        }
        found["the rest: dependencies, threads, building statements and objects"] = whole - sum(found.values())
    rows = [(name, f"{millis:.3f} ms", f"{millis / whole:.0%}") for name, millis in found.items()]
    return lines_of([("part", "time", "share"), *rows, ("the whole", f"{whole:.3f} ms", "100%")], right=(1, 2))


def _pool(house: House) -> FastAPI:
    """One more pool, on the database of the one that runs."""
    given: dict[str, Any] = {
        name.removeprefix("POOL_").lower(): value
        for name, value in house.stack.environment.items()
        if name.startswith("POOL_")
    }
    return application("pool", settings_class("pool")(**given, background=False))


async def _until_ready(app: FastAPI) -> None:
    """Wait until it has auth's keys and events. Raises RuntimeError."""
    ends = time.monotonic() + READY_SECONDS
    while not (app.state.verified_tokens.keys.present and app.state.revocations.known):
        if time.monotonic() > ends:
            raise RuntimeError("the pool in this process was not ready in time")
        await asyncio.sleep(0.05)


def _request(path: str, token: str | None) -> dict[str, Any]:
    authorization = [(b"authorization", f"Bearer {token}".encode())] if token else []
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1"), (b"accept", b"application/json"), *authorization],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 1),
    }


async def _answer(app: FastAPI, scope: dict[str, Any]) -> bytes:
    """The body of the answer. Raises RuntimeError unless it is 200."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app({**scope, "headers": list(scope["headers"])}, receive, send)
    if sent[0]["status"] != 200:
        raise RuntimeError(f"{scope['path']} answered {sent[0]['status']}")
    return b"".join(message.get("body", b"") for message in sent)


@contextmanager
def _statements_of(app: FastAPI) -> Iterator[list[str]]:
    """What SQLite is asked meanwhile, as the driver sees it, with the values in place."""
    statements: list[str] = []

    def trace(connection: Any, *_: object) -> None:
        connection.set_trace_callback(statements.append)

    for engine in app.state.database.engines:
        event.listen(engine, "checkout", trace)
    try:
        yield statements
    finally:
        for engine in app.state.database.engines:
            event.remove(engine, "checkout", trace)
            engine.dispose()


def _driver(app: FastAPI, statements: list[str]) -> float:
    file = app.state.database.engine.url.database
    with closing(sqlite3.connect(file)) as connection:
        return _least(lambda: [connection.execute(sql).fetchall() for sql in statements])


def _find(app: FastAPI, scope: dict[str, Any]) -> None:
    for route in app.router.routes:
        if route.matches(scope)[0] is Match.FULL:
            return
    raise RuntimeError("no such route")


def _open(app: FastAPI) -> None:
    with app.state.database.snapshot():
        pass


def _shown(shown: dict[str, Any]) -> str:
    return blake2b(ExpertRead.model_validate(shown).model_dump_json().encode(), digest_size=6).hexdigest()


def _least(act: Callable[[], object]) -> float:
    """Milliseconds of one act: the least of several rounds' means, which a disturbance cannot make smaller."""
    return min(_mean(act) for _ in range(ROUNDS)) * 1e3


def _mean(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(REPEATS):
        act()
    return (time.perf_counter() - began) / REPEATS


async def _least_async(act: Callable[[], Awaitable[object]]) -> float:
    means = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(REPEATS):
            await act()
        means.append((time.perf_counter() - began) / REPEATS)
    return min(means) * 1e3
