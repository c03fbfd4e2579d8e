"""Places in the sources that break a rule: each with its line and what to do there, all of them at once."""

from collections.abc import Iterable
from pathlib import Path

from tests.architecture.rooms import named


def offence(path: Path, what_to_do: str, *, line: int = 1) -> str:
    return f"{named(path)}:{line}: {what_to_do}"


def assert_none(offences: Iterable[str]) -> None:
    found = list(offences)
    assert not found, "\n".join([f"{len(found)} places:", *found])
