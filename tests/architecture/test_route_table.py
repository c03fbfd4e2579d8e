"""The table finds what the list of routes finds, in every service: each path, and what is nearly one.

But for one thing: a path that a route has to itself is not read as another's path with a parameter.
"""

import re
from collections.abc import Iterator

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from services.kit.web.route_table import RouteTable
from services.kit.web.routes import flat_routes
from services.scheme.services import SERVICES
from tests.architecture.rooms import application, routes_of

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "get")
PARTS = ("00000000-0000-4000-8000-000000000001", "me", "acceptance", "a b", "æ", "")


def near(path: str, root: str) -> Iterator[str]:
    """The path, below its root too, and others that differ from it by a little."""
    yield from (path, f"{root}{path}", f"{root}{root}{path}", f"{root}x{path}", f"{path}/", f"{path}/x", f"{path}x")
    yield from (f"/{path}", path[1:], path.upper(), path.rpartition("/")[0], f"/v1{path}", f"{path}\n", f"{path}%2F")
    yield path.replace("/v1/", "/v1//")


def found(routes: list[BaseRoute], scope: Scope) -> tuple[str, dict[str, str]] | None:
    """The route that takes the request, and the parameters of its path; None where none takes path and method."""
    fits = [route for route in routes if route.matches(scope)[0] is not Match.NONE]
    plain = [route for route in fits if isinstance(route, APIRoute) and not route.param_convertors]
    for route in plain or fits:
        match, fitting = route.matches(scope)
        if match is Match.FULL and scope["method"] in fitting["route"].methods:
            return fitting["route"].name, fitting["path_params"]
    return None


@pytest.mark.parametrize("service", SERVICES)
def test_the_table_finds_what_the_list_finds(service: str) -> None:
    table, *rest = application(service).router.routes
    assert isinstance(table, RouteTable)
    listed: list[BaseRoute] = [route for route in rest if isinstance(route, APIRoute)]
    templates = {route.path for route in routes_of(service)}
    paths = {
        path for one in templates for part in PARTS for path in near(re.sub(r"\{[^}]*\}", part, one), f"/{service}")
    }
    hits = 0
    for path in paths:
        for method in METHODS:
            scope = {"type": "http", "path": path, "root_path": f"/{service}", "method": method}
            expected = found(listed, scope)
            if "\n" not in path:  # which no path may hold (kit/web/http_rules.py), and the list answers for
                assert found([table], scope) == expected, f"{method} {path!r}"
            hits += expected is not None
    assert hits >= 2 * len(listed)


def test_a_path_with_a_parameter_too_early_is_refused_at_start() -> None:
    router = APIRouter()

    @router.get("/v1/{anything}/x")
    def show_anything(anything: str) -> str:
        return anything

    with pytest.raises(ValueError, match="first two parts"):
        RouteTable(flat_routes([router]))
