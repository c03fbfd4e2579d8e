"""The registry that every table of placements belongs to."""

from collections.abc import Iterable

from sqlmodel import SQLModel

from services.kit.data.tables import service_registry


class Table(SQLModel, registry=service_registry()):
    """The base of every table of placements."""


def one_of(column: str, values: Iterable[str]) -> str:
    """The SQL condition that a column holds one of these values."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"
