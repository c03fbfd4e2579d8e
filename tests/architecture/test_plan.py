"""The plan of a service: roles as files, nouns as folders, and nothing else on top of one that has several nouns."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.kit.settings import PROJECT_ROOT
from services.scheme.services import SERVICES
from tests.architecture.offences import assert_none, offence
from tests.architecture.rooms import OURS, module_name, parsed, sources

NOUNS_ROLES = {"routes", "dependencies", "service", "repository", "models", "schemas", "domain", "errors"}
ON_TOP = {"__init__", "main", "access", "settings", "jobs", "texts", "followers", "peers", "worker", "tables"}
WHOLE = {"main", "access", "texts", "settings"}
PUBLIC = {  # what others import from us, as one name
    "vocabulary",
    "ressurspool.client",
    "ressurspool.cli",
    "ressurspool.ops",
}
FIELDS_OWN_TERMS = {"logging", "matching", "planning", "ranking", "scoring", "standing"}


def modules_in(folder: Path) -> dict[str, Path]:
    """The modules and packages of a folder, by name."""
    files = {path.stem: path for path in folder.glob("*.py")}
    packages = {path.parent.name: path for path in folder.glob("*/__init__.py")}
    return files | packages


def nouns_of(service: str) -> dict[str, Path]:
    """The folders of a service that look like small services."""
    packages = (path.parent for path in (PROJECT_ROOT / "services" / service).glob("*/__init__.py"))
    return {folder.name: folder for folder in packages if modules_in(folder).keys() & NOUNS_ROLES}


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_what_concerns_all_of_it_on_top(service: str) -> None:
    assert modules_in(PROJECT_ROOT / "services" / service).keys() >= WHOLE


@pytest.mark.parametrize("service", SERVICES)
def test_every_role_is_there(service: str) -> None:
    """On top of a service of one noun, or in the nouns of the others."""
    folders = [PROJECT_ROOT / "services" / service, *nouns_of(service).values()]
    there = {name for folder in folders for name in modules_in(folder)}
    assert there >= {"routes", "service", "repository", "models", "schemas", "errors"}


def test_a_service_of_one_noun_has_only_roles() -> None:
    assert_none(
        offence(path, "call it by its role, or cut the service into nouns")
        for service in SERVICES
        if not nouns_of(service)
        for name, path in modules_in(PROJECT_ROOT / "services" / service).items()
        if name not in NOUNS_ROLES | ON_TOP
    )


def test_a_service_of_several_nouns_has_no_roles_of_its_nouns_on_top() -> None:
    assert_none(
        offence(path, "move it into the folder of its noun")
        for service in SERVICES
        if nouns_of(service)
        for name, path in modules_in(PROJECT_ROOT / "services" / service).items()
        if name in NOUNS_ROLES or (path.stem != "__init__" and name not in ON_TOP)
    )


def test_no_module_only_re_exports() -> None:
    """A façade has to be changed with every noun, and hides which module depends on which."""
    assert_none(
        offence(path, "import from the module that defines it, and leave only the docstring")
        for path in sources(*OURS, "tests", "benchmarks")
        if module_name(path) not in PUBLIC and is_facade(parsed(path))
    )


def is_facade(module: ast.Module) -> bool:
    """Whether all it does is to import what is ours."""
    kinds = [kind_of(statement) for statement in module.body]
    return "import of ours" in kinds and "code" not in kinds


def kind_of(statement: ast.stmt) -> str:
    match statement:
        case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in {*OURS, "tests", "benchmarks"}:
            return "import of ours"
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.Expr(value=ast.Constant()):
            return "nothing"
    return "code"


@pytest.mark.parametrize(
    ("source", "facade"),
    [
        ('"""Members."""\nfrom services.auth.members.models import Person\n__all__ = ["Person"]', True),
        ("from services.auth.members.models import Person as Person", True),
        ('"""Members."""', False),
        ("from services.auth.members.models import Person\n\n\ndef somebody() -> Person: ...", False),
        ('from pathlib import Path\n__all__ = ["Path"]', False),
    ],
)
def test_a_facade_is_known_by_its_statements(source: str, facade: bool) -> None:
    assert is_facade(ast.parse(source)) is facade


def test_files_are_named_by_nouns() -> None:
    """`keeping` or `showing` says neither what is kept or shown nor what the file holds."""
    assert_none(
        offence(path, f"name it by what it holds: {path.stem} is no noun")
        for path in sources(*OURS)
        if path.stem.rpartition("_")[2].endswith("ing") and path.stem not in FIELDS_OWN_TERMS
    )


def test_no_test_imports_from_a_test_module() -> None:
    """Scenes, factories and actors have a home of their own: moving one test must not break another."""
    assert_none(
        offence(path, f"move {name} out of {module}, into a module that holds no tests", line=line)
        for path in sources("tests")
        for module, name, line in imports_of_tests(path)
    )


def imports_of_tests(path: Path) -> Iterator[tuple[str, str, int]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tests"):
            for alias in node.names:
                if is_test_module(node.module) or is_test_module(f"{node.module}.{alias.name}"):
                    yield node.module, alias.name, node.lineno


def is_test_module(dotted: str) -> bool:
    """Also a `conftest`: its fixtures come by themselves, and imported it would run a second time."""
    name = dotted.rpartition(".")[2]
    return name == "conftest" or (
        name.startswith("test_") and (PROJECT_ROOT / f"{dotted.replace('.', '/')}.py").exists()
    )
