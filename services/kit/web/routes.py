"""Makes the routes of an application: one flat list of all routers' routes, each with what every route has."""

from collections.abc import Iterable
from inspect import signature
from operator import attrgetter

from fastapi import APIRouter, Depends
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from services.kit.errors import (
    BodyIncomplete,
    Busy,
    HeadersTooLarge,
    MalformedRequest,
    TooLarge,
    TooManyRequests,
    Unauthenticated,
)
from services.kit.web.bodies import StrictRoute
from services.kit.web.planned_routes import planned_app
from services.kit.web.problems import InvalidJson, problems
from services.kit.web.query_parameters import refuse_misread_query
from services.kit.web.session import check_idempotency_key

_PARAMETERS = [name for name in signature(APIRoute.__init__).parameters if name != "self"]
_VALIDATED = ("path_params", "query_params", "header_params", "cookie_params", "body_params")
_OF_EVERY_ROUTE = problems(
    MalformedRequest,
    Unauthenticated,
    InvalidJson,
    BodyIncomplete,
    TooLarge,
    HeadersTooLarge,
    TooManyRequests,
    Busy,
)


def flat_routes(routers: Iterable[APIRouter]) -> list[APIRoute]:
    """The routes of all routers, in order. FastAPI's included routers would be searched twice for each request."""
    return [_made_whole(route) for router in routers for route in router.routes if isinstance(route, APIRoute)]


def _made_whole(route: APIRoute) -> APIRoute:
    """A copy of the route, with the dependencies and problems of all."""
    parts = {name: getattr(route, name) for name in _PARAMETERS} | {
        "dependencies": [Depends(refuse_misread_query), Depends(check_idempotency_key), *route.dependencies],
        "responses": {**_OF_EVERY_ROUTE, **route.responses},
        "strict_content_type": True,
        "generate_unique_id_function": attrgetter("name"),  # operation ids are the routes' names
    }
    kind = StrictRoute if type(route) is APIRoute else type(route)  # those of pages have their own
    whole = kind(**parts)
    solve_once(whole.dependant, solved=set())
    if type(whole) is StrictRoute and whole.dependency_overrides_provider is None:
        whole.app = planned_app(whole)
    return whole


def solve_once(dependant: Dependant, *, solved: set[tuple[object, str | None]]) -> None:
    """Cut off what stands below a repeated dependency: FastAPI solves it again before it looks into its cache.

    What is validated below moves up into it: where that fails, the first time has failed as well, and there is no
    value in the cache.
    """
    for one in dependant.dependencies:
        key = one.call, one.scope
        if key in solved and one.use_cache:
            _cut_below(one)
        else:
            solve_once(one, solved=solved)
            solved.add(key)


def _cut_below(dependant: Dependant) -> None:
    for one in reversed(dependant.dependencies):
        _cut_below(one)
        for kind in _VALIDATED:
            setattr(dependant, kind, [*getattr(one, kind), *getattr(dependant, kind)])
    dependant.dependencies = []
