"""The six services, and how to look into them: by their applications, and by the role that a file's name says."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy import MetaData
from sqlmodel import SQLModel

from services.kit.errors import ServiceError
from services.kit.settings import PROJECT_ROOT
from services.kit.web.application import Overrides
from tests.support.callers import StaticKeys

OURS = ("services", "vocabulary", "ressurspool")
EVERYWHERE = (*OURS, "tests", "benchmarks", "migrations")


@cache
def application(service: str) -> FastAPI:
    """A service's application, on a database that is never opened."""
    module = import_module(f"services.{service}.main")
    app: FastAPI = module.create_app(overrides=Overrides(keys=StaticKeys()))
    return app


def routes_of(service: str) -> list[APIRoute]:
    """Every route of ours; FastAPI keeps included routers as branches of a tree."""
    routes = [context.original_route for context in iter_route_contexts(application(service).routes)]
    return [route for route in routes if isinstance(route, APIRoute)]


def methods_of(route: APIRoute) -> frozenset[str]:
    return frozenset(route.methods or ())


def modules_of(service: str, role: str) -> Iterator[ModuleType]:
    """Every module of a role (`models`, `errors`, …) in a service, whichever noun's folder it lies in."""
    for path in sources(f"services/{service}"):
        if role in roles_of(path):
            yield import_module(module_name(path))


def roles_of(path: Path) -> tuple[str, ...]:
    """The names of a file and of the folders it lies in, from the service inwards: its role is among them."""
    inside = path.relative_to(PROJECT_ROOT).parts[2:]
    return (*inside[:-1], path.stem)


def module_name(path: Path) -> str:
    parts = path.relative_to(PROJECT_ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if path.stem == "__init__" else parts)


def metadata_of(service: str) -> MetaData:
    """The tables of a service, once all that declares them is imported."""
    application(service)
    declared = [kind for kind in _subclasses(SQLModel) if kind.__module__.startswith(f"services.{service}.")]
    (metadata,) = {kind.metadata for kind in declared if hasattr(kind, "__table__")}
    return metadata


def errors_in(module: ModuleType) -> list[type[ServiceError]]:
    """The errors that a module declares, or the modules of its package."""
    found = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, ServiceError)]
    name = module.__name__
    return [kind for kind in found if kind.__module__ == name or kind.__module__.startswith(f"{name}.")]


def errors_of(service: str) -> list[type[ServiceError]]:
    """Every error that a service declares."""
    found = [error for module in modules_of(service, "errors") for error in errors_in(module)]
    return list(dict.fromkeys(found))


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((PROJECT_ROOT / folder).rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return path.relative_to(PROJECT_ROOT).as_posix()


def _subclasses(kind: type[SQLModel]) -> Iterator[type[SQLModel]]:
    for subclass in kind.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)
