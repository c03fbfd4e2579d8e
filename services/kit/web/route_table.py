"""Finds the route of a request at once, by the shape of its path, where FastAPI compares it with one after another."""

from collections.abc import Sequence
from typing import NoReturn

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

Shape = tuple[int, str]


class RouteTable(BaseRoute):
    """Stands before the list of routes and answers for those that fit path and method.

    A method that the very path does not have is refused, so that no other route takes its last part for an id. All
    else is left to the list behind it: what is not found, methods of paths with parameters, the docs.
    """

    def __init__(self, routes: Sequence[APIRoute]) -> None:
        """Raises ValueError for a path with a parameter among its first two parts."""
        self._of_path: dict[str, list[APIRoute]] = {}
        self._of_shape: dict[Shape, list[APIRoute]] = {}
        for route in routes:
            if route.param_convertors:
                self._of_shape.setdefault(_fixed_shape(route), []).append(route)
            else:
                self._of_path.setdefault(route.path, []).append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The first route that fits; of a plain path one that refuses the method, where none does."""
        if scope["type"] != "http":
            return Match.NONE, {}
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        exact = self._of_path.get(path, [])
        for route in exact or self._of_shape.get(_shape(path), []):
            match, found = route.matches(scope)
            if match is Match.FULL:
                return match, found
        return (Match.FULL, exact[0].matches(scope)[1]) if exact else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["route"].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: object) -> NoReturn:
        raise NoMatchFound(name, path_params)


def _shape(path: str) -> Shape:
    """How many parts a path has, and the second of them: `/v1/needs/{id}` is (3, "needs")."""
    parts = path.split("/", 3)
    return path.count("/"), parts[2] if len(parts) > 2 else ""


def _fixed_shape(route: APIRoute) -> Shape:
    shape = _shape(route.path)
    if "{" in "".join(route.path.split("/")[:3]) or any(one.regex == ".*" for one in route.param_convertors.values()):
        raise ValueError(f"{route.path}: name the first two parts of a path, and let a parameter be one part")
    return shape
