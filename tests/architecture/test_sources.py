"""What the import linter cannot say about the sources."""

import ast
import re
from pathlib import Path

import pytest

from services.kit.settings import PROJECT_ROOT
from tests.architecture.rooms import SERVICES, named, parsed, sources

OURS = ("services", "vocabulary", "ressurspool")
EVERYWHERE = (*OURS, "tests", "benchmarks", "migrations")
QUERIES = {"select", "insert", "update", "delete"}
ROLES = {
    "__init__",
    "main",
    "routes",
    "followers",
    "jobs",
    "worker",
    "dependencies",
    "grants",
    "access",
    "peers",
    "federation",
    "service",
    "repository",
    "channels",
    "engine",
    "models",
    "schemas",
    "domain",
    "keys",
    "pkce",
    "templates",
    "texts",
    "errors",
    "settings",
}


def imports(path: Path) -> set[tuple[str, str]]:
    """Every (module, name) a source imports; the name is empty for a plain import."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {(node.module, alias.name) for alias in node.names}
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
    return found


def calls(path: Path) -> set[str]:
    """The dotted text of everything a source calls."""
    return {ast.unparse(node.func) for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)}


def test_only_repositories_and_the_kit_run_queries() -> None:
    offenders = [
        named(path)
        for path in sources("services")
        if "kit" not in path.parts
        and "repository" not in named(path)
        and any(module.startswith(("sqlalchemy", "sqlmodel")) and name in QUERIES for module, name in imports(path))
    ]
    assert offenders == []


def test_only_the_kits_database_commits() -> None:
    offenders = [named(path) for path in sources("services") if any(call.endswith(".commit") for call in calls(path))]
    assert offenders == ["services/kit/database.py"]


def test_only_the_kits_clock_asks_the_machine_for_the_time() -> None:
    asked = re.compile(r"(datetime|date|time)\.(now|today|utcnow|time|monotonic|perf_counter)")
    offenders = [named(path) for path in sources("services") if any(asked.fullmatch(call) for call in calls(path))]
    assert offenders == ["services/kit/clock.py"]


def test_only_the_verifier_and_auths_keys_touch_python_jose() -> None:
    touching = [
        named(path) for path in sources(*OURS) if any(module.split(".")[0] == "jose" for module, _ in imports(path))
    ]
    assert touching == ["services/auth/keys.py", "services/kit/tokens.py"]


def test_only_settings_read_the_environment() -> None:
    offenders = [
        named(path) for path in sources("services") if ("os", "") in imports(path) or ("os", "environ") in imports(path)
    ]
    assert offenders == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_room_has_the_same_plan(service: str) -> None:
    """A service has all roles itself, or its nouns have them; a noun's folder has nothing but roles."""
    folder = PROJECT_ROOT / "services" / service
    names = modules_in(folder)
    assert {"main", "access", "texts", "settings"} <= names
    nouns = [name for name in names - ROLES if (folder / name).is_dir()]
    assert names - ROLES == set(nouns)
    inside = [modules_in(folder / noun) for noun in nouns]
    assert all(roles <= ROLES for roles in inside)
    assert {"routes", "service", "repository", "models", "schemas", "errors"} <= names.union(*inside)


def modules_in(folder: Path) -> set[str]:
    return {
        path.stem
        for path in folder.iterdir()
        if path.suffix == ".py" or (path.is_dir() and (path / "__init__.py").exists())
    }


@pytest.mark.parametrize("path", list(sources(*EVERYWHERE)), ids=named)
def test_files_and_functions_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    if "migrations" in path.parts:
        return  # a table's columns are a list, not a thought
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


@pytest.mark.parametrize("path", list(sources(*OURS)), ids=named)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(parsed(path))
    assert docstring, "needs a sentence on its responsibility"
    assert not docstring.startswith("Module")


@pytest.mark.parametrize("path", list(sources(*EVERYWHERE)), ids=named)
def test_every_exception_to_a_rule_has_its_reason(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.search(r"# type: ignore\[", line):
            assert re.search(r"# type: ignore\[[a-z, -]+\]  # \w", line), line
        if re.search(r"# noqa[:]", line):
            assert re.search(r"# noqa[:] [A-Z0-9, ]+ ?-- \w", line), line
