"""The base class of auth's tables."""

from sqlmodel import SQLModel

from services.kit.data.tables import service_registry


class Table(SQLModel, registry=service_registry()):
    """A table of auth. The registry is auth's own, so that no other service's table is in its metadata."""
