"""The base of matching's tables; each noun declares its own in its `models`."""

from sqlmodel import SQLModel

from services.kit.data.tables import service_registry


class Table(SQLModel, registry=service_registry()):
    """Base of every table of matching."""
