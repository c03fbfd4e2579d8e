"""What the documentation names exists: files, endpoints, commands, settings, problem codes."""

import re
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from ressurspool.cli import app as people
from ressurspool.ops import app as ops
from ressurspool.ops.addresses import PORTS, SERVICES
from ressurspool.ops.settings import settings_class
from services.kit.settings import PROJECT_ROOT
from tests.architecture.rooms import application
from tests.docs.pages import PAGES, endpoints_in, fenced, files_in, links_in, name_of, operations, prose_of

README = PROJECT_ROOT / "README.md"
MADE_BY_A_TEST = "errors.md"  # sends to places and by methods there are not
NOT_IN_OPENAPI = {"/metrics", "/health/", "/pool/docs"}  # internal, a prefix, and a page for people
MAKE = re.compile(r"\bmake ([a-z]+)")

pages = pytest.mark.parametrize("page", PAGES, ids=name_of)


@pages
def test_links_lead_somewhere(page: Path) -> None:
    assert [str(target) for target in links_in(page) if not target.exists()] == []


@pages
def test_files_exist(page: Path) -> None:
    assert [name for name in files_in(page) if not (PROJECT_ROOT / name).exists()] == []


@pages
def test_endpoints_exist(page: Path) -> None:
    if page.name == MADE_BY_A_TEST:
        return
    known = operations()
    for method, path in endpoints_in(page):
        if path not in NOT_IN_OPENAPI:
            methods = {known_method for known_method, known_path in known if known_path == path}
            assert methods, path
            assert method is None or method in methods, f"{method} {path}"


@pages
def test_targets_of_make_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT_ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = "\n".join([*re.findall(r"`([^`\n]+)`", prose_of(page)), *fenced(page, "bash")])
    assert set(MAKE.findall(shown)) <= targets


def commands_of(app: typer.Typer) -> set[str]:
    command = get_command(app)
    return set(getattr(command, "commands", {}))


@pages
def test_commands_exist(page: Path) -> None:
    shown = "\n".join([*re.findall(r"`([^`\n]+)`", prose_of(page)), *fenced(page, "bash")])
    assert set(re.findall(r"\bressurspool-ops ([a-z]+)", shown)) <= commands_of(ops)
    assert set(re.findall(r"\bressurspool ([a-z]+)", shown)) <= commands_of(people)


@pages
def test_settings_exist(page: Path) -> None:
    known = {f"{service}_{name}".upper() for service in SERVICES for name in settings_class(service).model_fields}
    named = set(re.findall(rf"\b(?:{'|'.join(SERVICES).upper()})_[A-Z_]+\b", page.read_text(encoding="utf-8")))
    assert named <= known


@pages
def test_problem_codes_exist(page: Path) -> None:
    """A number of three digits before a word in code is a status with its problem."""
    known = {code for service in SERVICES for code in application(service).state.problem_texts}
    named = re.findall(r"\b[45][0-9]{2} `([a-z]+(?:-[a-z]+)*)`", page.read_text(encoding="utf-8"))
    assert set(named) <= known


class TestReadme:
    def test_begins_with_the_two_commands(self) -> None:
        first = fenced(README, "bash")[0].splitlines()
        assert [line.partition("#")[0].strip() for line in first] == ["make demo", "make test"]

    def test_names_a_test_for_everything_that_was_asked(self) -> None:
        table = README.read_text(encoding="utf-8").partition("| asked |")[2].partition("\n\n")[0]
        rows = [line for line in table.splitlines() if line.startswith("| ")]
        assert len(rows) > 10
        assert [row for row in rows if "`tests/" not in row] == []

    def test_shows_the_ports_the_services_have(self) -> None:
        text = README.read_text(encoding="utf-8")
        assert [name for name in SERVICES if f"| `{name}` | {PORTS[name]} |" not in text] == []

    def test_asks_for_tokens_of_roles_the_demo_has(self) -> None:
        roles = set(re.findall(r"token --as ([a-z-]+)", README.read_text(encoding="utf-8")))
        loading = (PROJECT_ROOT / "ressurspool/ops/demo/company.py").read_text(encoding="utf-8")
        assert roles
        assert [role for role in roles if f'"{role}":' not in loading] == []
