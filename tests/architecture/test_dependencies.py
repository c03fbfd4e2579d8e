"""What FastAPI does before a route: which dependencies run in a thread, and how many are solved."""

from collections.abc import Iterable, Iterator, Mapping
from inspect import isasyncgenfunction, iscoroutinefunction
from typing import Any, get_type_hints

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy.orm import Session

from services.kit.data.database import Database
from services.kit.web.bodies import StrictRoute
from services.kit.web.session import read_session, write_session
from services.scheme.services import SERVICES
from tests.architecture.rooms import routes_of

HOLDING = {"repository", "peers", "service"}  # modules whose classes hold a session, or a connection to a peer
HOPS = {  # the same of changes of threads
    "auth": (3, 4),
    "pool": (1, 3),
    "needs": (1, 3),
    "matching": (1, 3),
    "placements": (3, 4),
    "notify": (3, 4),  # most are routes of webhooks and mailboxes, which change something
}
SOLVED = {  # the median of a service's routes, and the most; they may only fall
    "auth": (10, 18),
    "pool": (8, 13),
    "needs": (7, 14),
    "matching": (10, 17),
    "placements": (11, 17),
    "notify": (11, 14),
}


def below(dependant: Dependant) -> Iterator[Dependant]:
    """All that FastAPI solves for a route, however often."""
    for one in dependant.dependencies:
        yield one
        yield from below(one)


def waits(kind: Any) -> bool:
    """Whether one can wait for something through a thing of this type: a database or a sibling."""
    named = isinstance(kind, type) and not HOLDING.isdisjoint(kind.__module__.split("."))
    return named or kind in (Session, Database)


@pytest.mark.parametrize("service", SERVICES)
def test_a_dependency_that_waits_for_nothing_is_async(service: str) -> None:
    """A sync one costs a change of threads: 100 µs each, where it takes a microsecond itself."""
    sync = {one.call for route in routes_of(service) for one in below(route.dependant) if in_a_thread(one.call)}
    assert sync
    assert [call for call in sync if not any(waits(kind) for kind in parameters(call).values())] == []


def in_a_thread(call: Any) -> bool:
    """Whether FastAPI runs it in a thread."""
    return not iscoroutinefunction(call) and not isasyncgenfunction(call)


def parameters(call: Any) -> Mapping[str, Any]:
    return {name: kind for name, kind in get_type_hints(call).items() if name != "return"}


@pytest.mark.parametrize("service", SERVICES)
def test_the_number_of_solved_dependencies_only_falls(service: str) -> None:
    assert of_all(len(list(below(route.dependant))) for route in routes_of(service)) == SOLVED[service]


def hops(route: APIRoute) -> int:
    """How often a request changes to a thread and back, where the answer is not made by the route itself.

    A session ends in a thread. FastAPI validates what a sync route returns in a thread again, a plan in the same.
    """
    solved = {(one.call, one.scope) for one in below(route.dependant)}
    sessions = sum(call in (read_session, write_session) for call, _ in solved)
    again = type(route) is not StrictRoute and route.response_field is not None
    own = 1 + again if in_a_thread(route.endpoint) else 0
    return sum(in_a_thread(call) for call, _ in solved) + sessions + own


@pytest.mark.parametrize("service", SERVICES)
def test_the_number_of_changes_of_threads_only_falls(service: str) -> None:
    assert of_all(map(hops, routes_of(service))) == HOPS[service]


def of_all(counts: Iterable[int]) -> tuple[int, int]:
    """The median and the most."""
    ordered = sorted(counts)
    return ordered[len(ordered) // 2], ordered[-1]
