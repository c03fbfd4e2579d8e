"""Walks every cell of a scene: each row, by each caller, with the scopes it takes and without, about each thing."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

from services.kit import clock
from tests.access.callers import Caller, an_id, everybody
from tests.access.expectation import Decision, Row, decided, knows, least, whole
from tests.access.scene import Played, Scene

ABSENT = an_id(999_999)
SCOPES = ("all", "only what it takes", "all but what it takes")
_FROM_REQUEST_TO_REQUEST = {"x-request-id", "date"}


@dataclass(frozen=True, kw_only=True)
class Cell:
    row: Row
    route: Row
    caller: Caller
    scopes: frozenset[str]
    asked: str

    def decision(self, known: Mapping[str, Sequence[str]]) -> Decision:
        return decided(self.row, self.route, self.caller, self.scopes, known)

    def __str__(self) -> str:
        return f"{self.row.route} {self.row.path} by {self.caller.name}, scopes: {self.asked}"


def cells(scene: Scene) -> Iterator[Cell]:
    routes = {row.route: whole(row.route, scene.rows) for row in scene.rows}
    for row in scene.rows:
        for caller in everybody(scene.service):
            has = frozenset(caller.scopes().split())
            asked = (has, row.scopes & has or frozenset({"none:such"}), has - row.scopes or frozenset({"none:such"}))
            for name, scopes in zip(SCOPES, asked, strict=True):
                yield Cell(row=row, route=routes[row.route], caller=caller, scopes=scopes, asked=name)


def walk(played: Played, chosen: Iterable[Cell]) -> list[str]:
    """What is not as it ought to be, one line each. Every change is taken back."""

    async def all_of_them() -> list[str]:
        async with client_of(played) as client:
            walker = Walker(played, client)
            return [f"{cell}: {breach}" for cell in chosen for breach in await walker.breaches(cell)]

    with clock.stopped_at(played.at):  # so that no token runs out on the way
        return asyncio.run(all_of_them())


def is_breached(played: Played, chosen: Iterable[Cell]) -> bool:
    """Whether any of the cells is not as it ought to be; looks no further than the first."""

    async def any_of_them() -> bool:
        async with client_of(played) as client:
            walker = Walker(played, client)
            for cell in chosen:
                if await walker.breaches(cell):
                    return True
        return False

    with clock.stopped_at(played.at):
        return asyncio.run(any_of_them())


def client_of(played: Played) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(played.app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://test")


class Walker:
    def __init__(self, played: Played, client: httpx.AsyncClient) -> None:
        self._played = played
        self._client = client

    async def breaches(self, cell: Cell) -> list[str]:
        ids = self._played.things.ids
        expected = cell.decision(self._played.scene.known)
        answer = await self._ask(cell, ids)
        found = [*_undecided(expected, answer), *self._leaks(cell, answer)]
        if expected.code == "not-found" and cell.row.thing is not None:
            nothing = self._played.things.absent.get(cell.row.thing, ABSENT)
            absent = await self._ask(cell, {**ids, cell.row.thing: nothing})
            found += _differences(answer, absent)
        return found

    async def _ask(self, cell: Cell, ids: Any) -> httpx.Response:
        taken_back = self._played.connection.begin()
        try:
            return await sent(self._client, cell, ids)
        finally:
            taken_back.rollback()

    def _leaks(self, cell: Cell, answer: httpx.Response) -> Iterator[str]:
        shown = answer.text + str(answer.headers.raw)
        for secret, words in self._played.things.secrets.items():
            if secret in shown and not any(knows(cell.caller, word) for word in words):
                yield f"shows {secret}"


async def sent(client: httpx.AsyncClient, cell: Cell, ids: Any) -> httpx.Response:
    """The answer to a cell's request about the things of these ids."""
    row = cell.row
    given = {name: value.format(**ids) for name, value in row.headers.items()}
    headers = {**cell.caller.headers(" ".join(sorted(cell.scopes))), **given}
    path = row.path.format(**{name: quote(value) for name, value in ids.items()})
    body = None if row.body is None else _filled(row.body, ids)
    return await client.request(row.method, path, headers=headers, json=body)


def _undecided(expected: Decision, answer: httpx.Response) -> Iterator[str]:
    if answer.status_code not in expected.statuses:
        yield f"{answer.status_code} instead of {sorted(expected.statuses)}: {answer.text[:200]}"
    elif expected.code is not None and not answer.json()["type"].endswith(f"/{expected.code}"):
        yield f"{answer.json()['type']} instead of {expected.code}"
    elif answer.status_code == 403:
        yield from _misleading(expected, answer.json())


def _misleading(expected: Decision, problem: Mapping[str, Any]) -> Iterator[str]:
    """Whoever may not do something learns what is missing, by whatever answer."""
    said = {name: value for name, value in problem.items() if name in {"missing", "scope", "roles"}}
    if "roles" in said:
        said["roles"] = least(said["roles"])
    if (expected.code and said != expected.missing) or (problem["type"].endswith("/not-permitted") and not said):
        yield f"{said} instead of {expected.missing}"


def _differences(foreign: httpx.Response, absent: httpx.Response) -> Iterator[str]:
    """A thing of others answers exactly as one that is not there."""
    if _comparable(foreign) != _comparable(absent):
        yield f"foreign {foreign.status_code} {foreign.text[:200]} differs from absent {absent.text[:200]}"


def _comparable(answer: httpx.Response) -> tuple[int, str, list[tuple[str, str]]]:
    headers = [(name, value) for name, value in answer.headers.multi_items() if name not in _FROM_REQUEST_TO_REQUEST]
    text = answer.text.replace(answer.headers.get("x-request-id", "-"), "")
    return answer.status_code, text, headers


def _filled(value: Any, ids: Any) -> Any:
    if isinstance(value, dict):
        return {name: _filled(one, ids) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, ids) for one in value]
    return value.format(**ids) if isinstance(value, str) else value
