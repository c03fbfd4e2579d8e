"""Makes the routes of an application: one flat list of all routers' routes, each with what every route has."""

from collections.abc import Iterable, Sequence
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
from services.kit.web.problems import InvalidJson, problems
from services.kit.web.query_parameters import refuse_misread_query
from services.kit.web.session import check_idempotency_key

_PARAMETERS = [name for name in signature(APIRoute.__init__).parameters if name != "self"]
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
    whole = StrictRoute(**parts)
    solve_once(whole.dependant)
    return whole


def solve_once(dependant: Dependant) -> None:
    """Cut off what stands below a repeated dependency: FastAPI solves it again before it looks into its cache.

    Only where nothing below is validated: then the first time always succeeds, and the value is in the cache.
    """
    _cut_repeated(dependant, solved=set())


def _cut_repeated(dependant: Dependant, *, solved: set[tuple[object, str | None]]) -> None:
    for one in dependant.dependencies:
        key = one.call, one.scope
        if key in solved and one.use_cache and not _validates(one):
            one.dependencies = []
        else:
            _cut_repeated(one, solved=solved)
            solved.add(key)


def _validates(dependant: Dependant) -> bool:
    """Whether something that was sent is validated here or below."""
    own: Sequence[Sequence[object]] = (
        dependant.path_params,
        dependant.query_params,
        dependant.header_params,
        dependant.cookie_params,
        dependant.body_params,
    )
    return any(own) or any(_validates(one) for one in dependant.dependencies)
