"""What the documentation names exists: pages, files, endpoints, commands, settings, problem codes.

Each rule looks at every page and lists all that breaks it.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import typer
from typer.core import TyperGroup
from typer.main import get_command

from ressurspool.cli import app as people
from ressurspool.ops import app as ops
from ressurspool.ops.settings import settings_class
from services.kit.settings import PROJECT_ROOT
from services.scheme.services import PROCESSES, SERVICES, WEB
from tests.architecture.rooms import application
from tests.docs.pages import (
    PAGES,
    broken_links_in,
    commands_in,
    endpoints_in,
    missing_files_in,
    missing_methods_in,
    missing_modules_in,
    name_of,
    operations,
    text_of,
)

MADE_BY_A_TEST = "errors.md"  # sends to places and by methods there are not
NOT_IN_OPENAPI = {
    "/metrics",
    "/.well-known/security.txt",
    "/health/",
    "/",
    "/api",
    "/docs",
    "/pool/docs",
    "/openapi.yaml",
    "/openapi.json",
    "/problems",
    "/problems/{}",
}  # internal, a prefix, and the origin's own pages


def offenders(wrong_in: Callable[[Path], Iterable[str]]) -> list[str]:
    return [f"{name_of(page)}: {wrong}" for page in PAGES for wrong in wrong_in(page)]


def test_links_lead_somewhere() -> None:
    assert offenders(broken_links_in) == []


def test_files_exist() -> None:
    assert offenders(missing_files_in) == []


def test_modules_exist() -> None:
    assert offenders(missing_modules_in) == []


def test_methods_exist() -> None:
    assert offenders(missing_methods_in) == []


def test_endpoints_exist() -> None:
    known = operations()
    paths = {path for _, path in known}

    def unknown_in(page: Path) -> list[str]:
        return [
            f"{method or ''} {path}"
            for method, path in ([] if page.name == MADE_BY_A_TEST else endpoints_in(page))
            if path not in NOT_IN_OPENAPI and not path.startswith(f"/{WEB}")  # pages, which no description has
            if (path not in paths if method is None else (method, path) not in known)
        ]

    assert offenders(unknown_in) == []


def test_targets_of_make_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(PROJECT_ROOT / "Makefile"), re.MULTILINE))
    assert offenders(lambda page: set(re.findall(r"\bmake ([a-z-]+)", commands_in(page))) - targets) == []


def commands_of(app: typer.Typer) -> set[str]:
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    return set(command.list_commands(typer.Context(command)))


def test_commands_exist() -> None:
    known = {"ressurspool": commands_of(people), "ressurspool-ops": commands_of(ops)}

    def unknown_in(page: Path) -> list[str]:
        named = re.findall(r"\b(ressurspool(?:-ops)?) ([a-z]+)", commands_in(page))
        return [f"{program} {command}" for program, command in named if command not in known[program]]

    assert offenders(unknown_in) == []


def test_settings_exist() -> None:
    known = {f"{service}_{name}".upper() for service in PROCESSES for name in settings_class(service).model_fields}
    setting = re.compile(rf"\b(?:{'|'.join(PROCESSES).upper()})_[A-Z_]+\b")
    assert offenders(lambda page: set(setting.findall(text_of(page))) - known) == []


def test_problem_codes_exist() -> None:
    """A number of three digits before a word in code is a status with its problem."""
    known = {code for service in SERVICES for code in application(service).state.problem_texts}
    problem = re.compile(r"\b[45][0-9]{2} `([a-z]+(?:-[a-z]+)*)`")
    assert offenders(lambda page: set(problem.findall(text_of(page))) - known) == []
