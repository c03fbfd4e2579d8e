"""Every route is guarded, described and plain."""

import ast
import inspect
import textwrap
from collections.abc import Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from services.scheme.services import SERVICES
from tests.architecture.rooms import application, routes_of
from tests.support.api import Api, assert_problem

pytestmark = pytest.mark.parametrize("service", SERVICES)


def guards(dependant: Dependant) -> Iterator[frozenset[str]]:
    for dependency in dependant.dependencies:
        if hasattr(dependency.call, "guarded_routes"):
            yield getattr(dependency.call, "guarded_routes", frozenset())
        yield from guards(dependency)


def test_every_route_stands_in_access_or_on_the_public_list(service: str) -> None:
    state = application(service).state
    known = set(state.access) | state.public
    assert {route.name for route in routes_of(service)} == known


def test_no_route_is_both_guarded_and_public(service: str) -> None:
    state = application(service).state
    assert not set(state.access) & state.public


def test_every_route_in_access_has_its_guard(service: str) -> None:
    access = application(service).state.access
    guarded = {
        route.name: set().union(*guards(route.dependant)) for route in routes_of(service) if route.name in access
    }
    assert [name for name, names in guarded.items() if name not in names] == []


def test_no_public_route_has_a_guard(service: str) -> None:
    public = application(service).state.public
    assert [route.name for route in routes_of(service) if route.name in public and list(guards(route.dependant))] == []


def test_names_are_the_functions_names_and_read_verb_noun(service: str) -> None:
    for route in routes_of(service):
        assert route.name == route.endpoint.__name__
        assert "_" in route.name


def test_operation_ids_are_unique(service: str) -> None:
    names = [route.name for route in routes_of(service)]
    assert len(set(names)) == len(names)


def test_every_route_is_described_for_its_caller(service: str) -> None:
    for route in routes_of(service):
        if route.include_in_schema:
            assert route.endpoint.__doc__, route.name
            assert route.endpoint.__doc__.strip().splitlines()[0].endswith((".", "?")), route.name


def test_every_guarded_route_declares_its_errors(service: str) -> None:
    app = application(service)
    for path in app.openapi()["paths"].values():
        for operation in path.values():
            if operation["operationId"] in app.state.access:
                assert {"401", "403", "503"} <= set(operation["responses"]), operation["operationId"]


def test_errors_are_problems(service: str) -> None:
    for path, methods in application(service).openapi()["paths"].items():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if status[0] in "45" and not path.startswith(("/health", "/oauth")):
                    assert list(response.get("content", {})) == ["application/problem+json"], operation["operationId"]


def test_a_slash_too_many_leads_nowhere(service: str) -> None:
    """Least of all to the host that a request names."""
    api = Api(application(service))
    for path in sorted({route.path for route in routes_of(service) if "{" not in route.path}):
        assert_problem(api.get(f"{path}/", {"Host": "evil.example"}), 404, "not-found")


def test_a_route_is_at_most_three_statements_without_branches(service: str) -> None:
    for route in routes_of(service):
        if not route.endpoint.__module__.startswith("services.kit"):
            statements = body_of(route)
            assert len(statements) <= 3, route.name
            branches = [
                node for statement in statements for node in ast.walk(statement) if isinstance(node, ast.If | ast.Try)
            ]
            assert branches == [], route.name


def body_of(route: APIRoute) -> list[ast.stmt]:
    function = ast.parse(textwrap.dedent(inspect.getsource(route.endpoint))).body[0]
    assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    return function.body[1:] if ast.get_docstring(function) else function.body
