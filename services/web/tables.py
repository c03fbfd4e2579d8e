"""The base of web's tables."""

from sqlmodel import SQLModel

from services.kit.data.tables import service_registry


class Table(SQLModel, registry=service_registry()):
    """The base of every table of web."""
