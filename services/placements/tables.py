"""The registry that every table of placements belongs to."""

from sqlmodel import SQLModel

from services.kit.data.tables import service_registry


class Table(SQLModel, registry=service_registry()):
    """The base of every table of placements."""
