"""A plan solves a route as FastAPI does: the same values, the same errors, the same calls in the same order.

Each dependency is replaced by one that writes down what it was given, so nothing is needed but the request.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import solve_dependencies
from pydantic_core import PydanticUndefined

from services.kit.web import plan
from services.kit.web.bodies import StrictRoute
from services.scheme.services import SERVICES
from tests.architecture.rooms import routes_of
from tests.support.weakened import weakened

AN_ID = "00000000-0000-4000-8000-000000000001"
TEXTS = [AN_ID, "no-id", "1", "-1", "true", "service-design", '"3-abc"', "æ", "", "x" * 300]
BODIES: list[Any] = [
    PydanticUndefined, None, [], "x", {}, {"unknown": 1}, {"reason": "fordi"}, {"reason": 1}, {"until": "2027-01-01"},
]  # fmt: skip
REQUESTS_EACH = 9


@dataclass(kw_only=True)
class Asked:
    """One request, and which call of a dependency fails, if any."""

    path: dict[str, str]
    query: list[tuple[str, str]]
    headers: list[tuple[str, str]]
    body: Any
    failing: int | None

    def request(self, stack: AsyncExitStack) -> Request:
        stacks = {"fastapi_inner_astack": stack, "fastapi_function_astack": stack}
        headers = [(name.lower().encode(), value.encode()) for name, value in self.headers]
        query = urlencode(self.query).encode()
        return Request({"type": "http", "path_params": self.path, "query_string": query, "headers": headers, **stacks})


@dataclass(kw_only=True)
class Record:
    """What the dependencies of one request were given, in order."""

    failing: int | None
    calls: list[str] = field(default_factory=list)

    def call(self, name: str, given: dict[str, Any]) -> str:
        self.calls.append(f"{name} {shown(given)}")
        if len(self.calls) - 1 == self.failing:
            raise LookupError(name)
        return f"{name} {len(self.calls)}"


def shown(given: dict[str, Any]) -> str:
    kinds = (Request, Response)
    named = {name: type(value).__name__ if isinstance(value, kinds) else value for name, value in given.items()}
    return repr(sorted(named.items()))


def recorded(dependant: Dependant, record: Record, known: dict[Any, Any]) -> Dependant:
    """The same tree, of dependencies that only record: a repeated one stays the same."""
    if dependant.call not in known:
        known[dependant.call] = recording(dependant.call, record)
    below = [recorded(one, record, known) for one in dependant.dependencies]
    return replace(dependant, call=known[dependant.call], dependencies=below)


def recording(call: Any, record: Record) -> Callable[..., Any]:
    name = f"{call.__module__}.{call.__qualname__}"

    async def awaited(**given: Any) -> str:
        return record.call(name, given)

    async def opened(**given: Any) -> Any:
        yield record.call(name, given)
        record.calls.append(f"closed {name}")

    def threaded(**given: Any) -> str:
        return record.call(name, given)

    kinds = {plan.Kind.AWAITED: awaited, plan.Kind.OPENED: opened, plan.Kind.THREADED: threaded}
    return kinds[plan._kind_of(call)]


Outcome = tuple[str, str, str, str]  # the values, the errors, what was raised, and what was called
Solve = Callable[[Dependant, Request, Any], Awaitable[tuple[Any, list[Any]]]]


async def solve_as_fastapi(dependant: Dependant, request: Request, body: Any) -> tuple[Any, list[Any]]:
    found = await solve_dependencies(
        request=request, dependant=dependant, body=body, async_exit_stack=AsyncExitStack(), embed_body_fields=False
    )
    return (None if found.errors else found.values), found.errors


def solve_by(module: ModuleType) -> Solve:
    async def solve(dependant: Dependant, request: Request, body: Any) -> tuple[Any, list[Any]]:
        solving = module.Solving(request=request, response=Response(), body=body, embed_body=False)
        return await module.Node.of(dependant).arguments(solving), solving.errors

    return solve


async def outcome(solve: Solve, route: StrictRoute, asked: Asked) -> Outcome:
    record = Record(failing=asked.failing)
    dependant = recorded(route.dependant, record, known={})
    values, raised = None, None
    errors: list[Any] = []
    try:
        async with AsyncExitStack() as stack:
            values, errors = await solve(dependant, asked.request(stack), asked.body)
    except Exception as error:
        raised = repr(error)
    return ("" if values is None else shown(values), repr(errors), str(raised), "\n".join(record.calls))


def below(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for one in dependant.dependencies:
        yield from below(one)


def requests(route: StrictRoute, chance: random.Random) -> Iterator[Asked]:
    """Good and bad ones: parameters that are missing, too many, repeated, of a wrong type; a dependency that fails."""
    every = list(below(route.dependant))
    paths = {one.alias for node in every for one in node.path_params}
    queries = sorted({one.alias for node in every for one in node.query_params})
    headers = sorted({one.alias for node in every for one in node.header_params})
    for n in range(REQUESTS_EACH):
        good = n % 3 == 0
        yield Asked(
            path={name: AN_ID if good else chance.choice(TEXTS) for name in sorted(paths)},
            query=[] if good else some(["unknown", *queries], chance),
            headers=[("If-Match", '"1-a"')] if good else some(headers, chance),
            body=chance.choice(BODIES),
            failing=chance.randrange(len(every)) if chance.random() < 0.3 else None,
        )


def some(names: list[str], chance: random.Random) -> list[tuple[str, str]]:
    times = [(name, chance.choice([0, 1, 1, 2])) for name in names]
    return [(name, chance.choice(TEXTS)) for name, often in times for _ in range(often)]


async def compared(service: str, solve: Solve) -> AsyncIterator[tuple[str, Outcome, Outcome]]:
    """For each request: the route's name, FastAPI's outcome, and the other's."""
    chance = random.Random(service)
    for route in planned(service):
        for asked in requests(route, chance):
            theirs = await outcome(solve_as_fastapi, route, asked)
            yield route.name, theirs, await outcome(solve, route, asked)


def planned(service: str) -> list[StrictRoute]:
    return [route for route in routes_of(service) if type(route) is StrictRoute]


async def check(service: str) -> None:
    found = [one async for one in compared(service, solve_by(plan))]
    assert [name for name, theirs, ours in found if ours != theirs] == []
    solved, wrong, raised = ({theirs[place] for _, theirs, _ in found} for place in range(3))
    assert min(len(solved), len(wrong), len(raised)) > 5, "good requests, bad ones, and dependencies that fail"


async def is_noticed(solve: Solve) -> bool:
    for service in SERVICES:
        async for _, theirs, ours in compared(service, solve):
            if ours != theirs:
                return True
    return False


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_is_solved_as_fastapi_does(service: str) -> None:
    asyncio.run(check(service))


@pytest.mark.parametrize(
    ("guard", "instead"),
    [
        ("one.key not in solving.solved", "True"),
        ("return values if len(solving.errors) == known else None", "return values"),
        ("for one in self.below:", "for one in reversed(self.below):"),
        ("for attribute, fields in self.parameters:", "for attribute, fields in reversed(self.parameters):"),
        ("        await self._read_parameters(solving, values)\n", ""),
    ],
    ids=["solved twice", "called in spite of errors", "other order", "other order of errors", "nothing read"],
)
def test_negative_control_another_plan_is_noticed(guard: str, instead: str) -> None:
    careless = solve_by(weakened(plan, guard, instead))
    assert asyncio.run(is_noticed(careless))
