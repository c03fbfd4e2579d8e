"""Client and command line start where only their own dependencies are installed, on any operating system."""

import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement

from services.kit.settings import PROJECT_ROOT

# the import names of what the extra `server` installs, of what stands behind it, and of POSIX alone
SERVER = {
    *("fastapi", "fastapi_offline", "starlette", "uvicorn", "uvloop", "httptools", "websockets", "watchfiles"),
    *("sqlmodel", "sqlalchemy", "alembic", "psycopg", "greenlet"),
    *("jose", "cryptography", "argon2", "authlib", "joserfc"),
    *("pydantic_settings", "python_multipart", "multipart", "structlog", "prometheus_client", "jinja2", "markupsafe"),
    *("segno", "numpy", "numba", "llvmlite", "ortools", "pandas", "scipy", "yaml", "dotenv"),
    *("services", "vocabulary"),
}
POSIX = {"fcntl", "termios", "tty", "pwd", "grp", "resource", "pty", "readline"}
STARTED = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError("blocked: " + name, name=name)
sys.meta_path.insert(0, Blocked())
for name in BLOCKED:
    sys.modules.pop(name, None)
"""


def run(code: str, *, blocked: set[str]) -> subprocess.CompletedProcess[str]:
    whole = f"BLOCKED = {blocked!r}\n{STARTED}\n{code}"
    return subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, timeout=60, check=False)


IMPORT_ALL = """
import importlib, pkgutil
import ressurspool.client, ressurspool.cli
for package in (ressurspool.client, ressurspool.cli):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
"""


def test_import_nothing_of_a_server() -> None:
    done = run(IMPORT_ALL, blocked=SERVER | {"fcntl"})
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["task", "--help"]])
def test_the_command_starts_without_them(arguments: list[str]) -> None:
    code = f"sys.argv = ['ressurspool', *{arguments!r}]\nfrom ressurspool.cli import app\napp()"
    done = run(code, blocked=SERVER | {"fcntl"})
    assert (done.returncode, "Usage" in done.stdout) == (0, True), done.stderr


def test_no_module_of_ours_imports_what_only_posix_has() -> None:
    """Others' may, where they choose by the system, so only ours are asked."""
    sources = [*PROJECT_ROOT.glob("ressurspool/client/*.py"), *PROJECT_ROOT.glob("ressurspool/cli/**/*.py")]
    found = [
        f"{source.name}: {line}"
        for source in sources
        for line in source.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("import ", "from ")) and line.split()[1].partition(".")[0] in POSIX
    ]
    assert (len(sources) > 40, found) == (True, [])


@pytest.mark.parametrize("package", ["httpx", "fcntl"])
def test_a_blocked_package_is_not_found(package: str) -> None:
    """The control: what is blocked cannot be imported."""
    done = run(f"import {package}", blocked={package})
    assert f"blocked: {package}" in done.stderr


def test_every_package_of_a_server_is_in_its_extra() -> None:
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    light = {Requirement(one).name for one in project["dependencies"]}
    assert light == {"httpx", "pydantic", "typer", "rich", "filelock", "platformdirs"}
    assert not light & {Requirement(one).name for one in project["optional-dependencies"]["server"]}
