"""Makes requirements-run.lock, what production installs, of requirements.lock: `python -m tests.ops.run_lock --write`.

It holds what the client, the command line and the extra `server` need, and nothing that only tests or checks do.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from services.kit.settings import PROJECT_ROOT

FULL, RUN = PROJECT_ROOT / "requirements.lock", PROJECT_ROOT / "requirements-run.lock"
BUILDS = "setuptools"  # installs the project itself


def blocks(lock: str) -> dict[str, str]:
    """Each distribution's lines in a lock: its version and its hashes."""
    found = re.findall(r"^\S.*(?:\n[ \t].*)*", lock, flags=re.MULTILINE)
    return {canonicalize_name(block.partition("==")[0]): block for block in found}


def needed() -> set[str]:
    """The distributions that the project's dependencies and its server's come to, on this machine's platform."""
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["server"]]
    waiting, seen = [Requirement(one) for one in asked], set[tuple[str, frozenset[str]]]()
    while waiting:
        one = waiting.pop()
        key = canonicalize_name(one.name), frozenset(one.extras)
        if key not in seen:
            seen.add(key)
            waiting += _behind(one)
    return {name for name, _ in seen} | {BUILDS}


def _behind(one: Requirement) -> Iterator[Requirement]:
    for text in distribution(one.name).requires or ():
        following = Requirement(text)
        if following.marker is None or any(following.marker.evaluate({"extra": extra}) for extra in {"", *one.extras}):
            yield following


def run_lock() -> str:
    """What the file should hold."""
    full = blocks(FULL.read_text(encoding="utf-8"))
    return "\n".join(full[name] for name in sorted(needed())) + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv:
        RUN.write_text(run_lock(), encoding="utf-8")
    elif RUN.read_text(encoding="utf-8") != run_lock():
        sys.exit("requirements-run.lock is not current: run this with --write")
