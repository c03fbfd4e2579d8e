"""The base class of auth's tables."""

from sqlmodel import SQLModel

from services.kit.data.tables import service_registry


class Table(SQLModel, registry=service_registry()):
    """What auth keeps."""
