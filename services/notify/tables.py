"""The base of the tables in each noun's models, which hold codes and ids, never a name, an address or free text."""

from sqlmodel import SQLModel

from services.kit.data.tables import service_registry


class Table(SQLModel, registry=service_registry()):
    """The base of every table of notify."""
