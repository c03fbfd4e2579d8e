"""Who alone does what, as the import linter cannot say it: one test per rule, with all its offenders."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.offences import assert_none, offence
from tests.architecture.rooms import OURS, parsed, roles_of, sources

QUERIES = {"select", "insert", "update", "delete"}
CLOCKS = re.compile(r"(datetime|date|time)\.(now|today|utcnow|time|monotonic|perf_counter)")
COMMITS = re.compile(r".*\.commit")


def imports(path: Path) -> Iterator[tuple[str, str, int]]:
    """Every module, name and line that a source imports; the name is empty for a plain import."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name, node.lineno) for alias in node.names)
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", node.lineno) for alias in node.names)


def calls(path: Path, called: re.Pattern[str]) -> Iterator[int]:
    """The lines on which a source calls something whose dotted text is like that."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and called.fullmatch(ast.unparse(node.func)):
            yield node.lineno


def of_kit(path: Path, *names: str) -> bool:
    """Whether it is a file of the kit; of one of these names, where any is given."""
    return "kit" in path.parts and (not names or path.name in names)


def test_only_repositories_and_the_kit_run_queries() -> None:
    assert_none(
        offence(path, f"move what uses {module}.{name} into a repository", line=line)
        for path in sources("services")
        if not of_kit(path) and "repository" not in roles_of(path)
        for module, name, line in imports(path)
        if module.startswith(("sqlalchemy", "sqlmodel")) and name in QUERIES
    )


def test_only_the_kits_database_commits() -> None:
    committing = {path: list(calls(path, COMMITS)) for path in sources("services")}
    assert any(lines for path, lines in committing.items() if of_kit(path, "database.py"))
    assert_none(
        offence(path, "leave the commit to the session's dependency", line=line)
        for path, lines in committing.items()
        if not of_kit(path, "database.py")
        for line in lines
    )


def test_only_the_kits_clock_asks_the_machine_for_the_time() -> None:
    asking = {path: list(calls(path, CLOCKS)) for path in sources("services")}
    assert any(lines for path, lines in asking.items() if of_kit(path, "clock.py"))
    assert_none(
        offence(path, "ask the kit's clock", line=line)
        for path, lines in asking.items()
        if not of_kit(path, "clock.py")
        for line in lines
    )


def test_only_the_verifier_and_auths_keys_touch_python_jose() -> None:
    touching = {
        path: line for path in sources(*OURS) for module, _, line in imports(path) if module.split(".")[0] == "jose"
    }
    allowed = [path for path in touching if of_kit(path, "tokens.py") or is_auths_signer(path)]
    assert len(allowed) == 2
    assert_none(
        offence(path, "use the kit's Verifier, or auth's keys", line=line)
        for path, line in touching.items()
        if path not in allowed
    )


def is_auths_signer(path: Path) -> bool:
    return "auth" in path.parts and "keys" in roles_of(path)


def test_only_settings_read_the_environment() -> None:
    assert_none(
        offence(path, "declare it in the service's settings", line=line)
        for path in sources("services")
        if not of_kit(path, "environment.py")  # what settings are made of
        for module, name, line in imports(path)
        if (module, name) in {("os", ""), ("os", "environ"), ("os", "getenv")}
    )
