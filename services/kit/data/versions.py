"""The version of a thing, and the moment in which it last changed: nothing else moves them.

A list that is asked what has changed since a moment goes by the second.
"""

from datetime import datetime
from typing import Any, Protocol

from sqlmodel import col

from services.kit import clock


class Changing(Protocol):
    version: int
    updated_at: datetime


def next_version(thing: Changing) -> None:
    thing.version += 1
    note_change(thing)


def note_change(thing: Changing) -> None:
    """What is shown of it has changed, and the thing itself has not."""
    thing.updated_at = clock.now()


def next_versions(model: type[Changing]) -> dict[str, Any]:
    """What an UPDATE of many sets beside the change itself."""
    return {"version": col(model.version) + 1, "updated_at": clock.now()}
