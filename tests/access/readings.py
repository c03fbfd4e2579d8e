"""One good request for every GET route of a scene, and what it is answered; every change is taken back."""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import httpx

from services.kit import clock
from services.kit.web.application import FEED_PUBLIC
from tests.access.scene import Played
from tests.access.walk import SCOPES, Cell, cells, client_of
from tests.architecture.rooms import methods_of, routes_of

OF_THE_DOCS = ("/docs", "/docs/oauth2-redirect", "/docs-assets/favicon.png", "/openapi.json")


@dataclass(frozen=True, kw_only=True)
class Reading:
    route: str
    path: str
    headers: Mapping[str, str]

    @property
    def has_token(self) -> bool:
        return "Authorization" in self.headers


def readings(there: Played) -> list[Reading]:
    """Of every row by somebody who may, of every public route without a token, and of the docs."""
    first: dict[str, Cell] = {}
    for cell in cells(there.scene):
        may = cell.asked == SCOPES[0] and cell.decision(there.scene.known).code is None
        if may and cell.row.method == "GET":
            first.setdefault(cell.row.path, cell)
    with clock.stopped_at(there.at):
        return [*(_by_somebody(there, cell) for cell in first.values()), *_by_anybody(there)]


def _by_somebody(there: Played, cell: Cell) -> Reading:
    path = cell.row.path.format(**{name: quote(value) for name, value in there.things.ids.items()})
    return Reading(route=cell.row.route, path=path, headers=cell.caller.headers(" ".join(sorted(cell.scopes))))


def _by_anybody(there: Played) -> Iterator[Reading]:
    for route in routes_of(there.scene.service):
        if route.name in there.scene.public | FEED_PUBLIC and "GET" in methods_of(route):
            yield Reading(route=route.name, path=re.sub(r"\{.+?\}", "x", route.path), headers={})
    for path in OF_THE_DOCS:
        yield Reading(route=path, path=path, headers={})


def asked(there: Played, reading: Reading, *methods: str, **headers: str) -> Sequence[httpx.Response]:
    """What it is answered by each method in turn, with these headers beside its own."""

    async def all_of_them() -> list[httpx.Response]:
        async with client_of(there) as client:
            return [await one(client, method) for method in methods]

    async def one(client: httpx.AsyncClient, method: str) -> httpx.Response:
        taken_back = there.connection.begin()
        try:
            sent = {**reading.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
            return await client.request(method, reading.path, headers=sent)
        finally:
            taken_back.rollback()

    with clock.stopped_at(there.at):
        return asyncio.run(all_of_them())
