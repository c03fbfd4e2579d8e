"""The six rooms, and how to look into them."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from services.kit.settings import PROJECT_ROOT
from services.kit.web import Given
from tests.support.callers import StaticKeys

SERVICES = ["auth", "pool", "needs", "matching", "placements", "notify"]


@cache
def application(service: str) -> FastAPI:
    """A service's application, on a database that is never opened."""
    module = import_module(f"services.{service}.main")
    app: FastAPI = module.create_app(given=Given(keys=StaticKeys()))
    return app


def routes_of(service: str) -> list[APIRoute]:
    """Every route of ours; FastAPI keeps included routers as branches of a tree."""
    routes = [context.original_route for context in iter_route_contexts(application(service).routes)]
    return [route for route in routes if isinstance(route, APIRoute)]


def modules(service: str, role: str) -> list[ModuleType]:
    """The modules of one role, of the service itself and of its nouns."""
    folder = PROJECT_ROOT / "services" / service
    found = [path.relative_to(PROJECT_ROOT) for path in sorted(folder.rglob(f"{role}.py"))]
    found += [path.parent.relative_to(PROJECT_ROOT) for path in sorted(folder.rglob(f"{role}/__init__.py"))]
    return [import_module(".".join(path.with_suffix("").parts)) for path in found]


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((PROJECT_ROOT / folder).rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return path.relative_to(PROJECT_ROOT).as_posix()
