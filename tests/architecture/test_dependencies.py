"""What FastAPI does before a route: which dependencies run in a thread, and how many are solved."""

from collections.abc import Iterator, Mapping
from inspect import isasyncgenfunction, iscoroutinefunction
from types import FunctionType
from typing import Any, get_type_hints

import pytest
from fastapi.dependencies.models import Dependant
from sqlalchemy.orm import Session

from services.kit.data.database import Database
from services.scheme.services import SERVICES
from tests.architecture.rooms import routes_of

HOLDING = {"repository", "peers", "service"}  # modules whose classes hold a session, or a connection to a peer
SOLVED = {  # the median of a service's routes, and the most; they may only fall
    "auth": (10, 18),
    "pool": (9, 14),
    "needs": (9, 14),
    "matching": (10, 23),
    "placements": (11, 17),
    "notify": (12, 14),
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
    calls = {one.call for route in routes_of(service) for one in below(route.dependant)}
    sync = [
        call
        for call in calls
        if isinstance(call, FunctionType) and not iscoroutinefunction(call) and not isasyncgenfunction(call)
    ]
    assert sync
    assert [call.__qualname__ for call in sync if not any(waits(kind) for kind in parameters(call).values())] == []


def parameters(call: FunctionType) -> Mapping[str, Any]:
    return {name: kind for name, kind in get_type_hints(call).items() if name != "return"}


@pytest.mark.parametrize("service", SERVICES)
def test_the_number_of_solved_dependencies_only_falls(service: str) -> None:
    counts = sorted(len(list(below(route.dependant))) for route in routes_of(service))
    assert (counts[len(counts) // 2], counts[-1]) == SOLVED[service]
