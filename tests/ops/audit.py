"""Asks OSV, a public database of advisories, about every version in the locks: `make audit`. It needs the internet.

Only names and versions of public packages are sent. Ends with 1 where an advisory is known.
"""

import re
import sys
from collections.abc import Iterator

import httpx

from services.kit.settings import PROJECT_ROOT

DATABASE = "https://api.osv.dev"
LOCKS = ("requirements-run.lock", "requirements.lock", "requirements-bench.lock")
SECONDS = 30


def locked() -> dict[tuple[str, str], list[str]]:
    """(Name, version) → the locks it stands in."""
    found: dict[tuple[str, str], list[str]] = {}
    for lock in LOCKS:
        text = (PROJECT_ROOT / lock).read_text(encoding="utf-8")
        for one in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, flags=re.MULTILINE):
            found.setdefault(one, []).append(lock)
    return found


def advisories(client: httpx.Client) -> Iterator[str]:
    """A line for each version that an advisory is known for. Raises httpx.HTTPError where the database is silent."""
    packages = locked()
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages]
    answer = client.post(f"{DATABASE}/v1/querybatch", json={"queries": queries})
    answer.raise_for_status()
    for (name, version), result in zip(packages, answer.json()["results"], strict=True):
        known = [one["id"] for one in result.get("vulns", ())]
        if known:
            yield f"{name} {version} ({', '.join(packages[name, version])}): {', '.join(known)}"


if __name__ == "__main__":
    with httpx.Client(timeout=SECONDS) as http:
        lines = list(advisories(http))
    sys.exit("\n".join(lines) or None)
