"""Copies others' files into the repository as vendored.lock pins them: `python -m tests.ops.vendored --write`.

`npm pack` fetches each package at its version; what it fetched has to have the integrity of the lock. Whoever moves to
another version changes it and its integrity there, and writes anew.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from services.kit.settings import PROJECT_ROOT

LOCK = PROJECT_ROOT / "vendored.lock"


def read_lock() -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = json.loads(LOCK.read_text(encoding="utf-8"))
    return packages


def drift() -> list[str]:
    """The files that are not what the lock says."""
    wanted = {target: one["sha256"] for package in read_lock() for target, one in package["files"].items()}
    return [target for target, digest in wanted.items() if sha256_of(PROJECT_ROOT / target) != digest]


def sha256_of(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def write() -> None:
    """Fetch each package, check it, copy its files, and note their hashes. Raises ValueError for another content."""
    packages = read_lock()
    for package in packages:
        with tempfile.TemporaryDirectory() as folder:
            fetched = _fetched(f"{package['package']}@{package['version']}", Path(folder))
            digest = base64.b64encode(hashlib.sha512(fetched.read_bytes()).digest()).decode()
            if f"sha512-{digest}" != package["integrity"]:
                raise ValueError(f"{package['package']} is not what the lock says")
            with tarfile.open(fetched) as archive:
                for target, one in package["files"].items():
                    member = archive.extractfile(f"package/{one['source']}")
                    assert member is not None
                    (PROJECT_ROOT / target).write_bytes(member.read())
                    one["sha256"] = sha256_of(PROJECT_ROOT / target)
    LOCK.write_text(json.dumps(packages, indent=2) + "\n", encoding="utf-8")


def _fetched(name: str, folder: Path) -> Path:
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), name]
    subprocess.run(command, check=True, capture_output=True)
    (only,) = folder.glob("*.tgz")
    return only


if __name__ == "__main__":
    if "--write" in sys.argv:
        write()
    sys.exit("\n".join(drift()) or None)
