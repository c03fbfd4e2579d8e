"""A table of things and one of notes, beside the kit's own tables."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Integer, String, Table
from sqlmodel import Field, SQLModel

from services.kit.data.tables import UtcDateTime, service_registry
from services.kit.ids import new_id


class Own(SQLModel, registry=service_registry()):
    """The base of the notes."""


class Note(Own, table=True):
    """A row with what the drivers do not give as it is meant: on SQLite a moment, a UUID, JSON, a boolean."""

    __tablename__ = "notes"

    id: int = Field(primary_key=True)
    key: UUID = Field(default_factory=new_id)
    text: str
    codes: dict[str, Any] = Field(sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)
    hidden: bool = False


METADATA = Own.metadata
THINGS = Table("things", METADATA, Column("id", Integer, primary_key=True), Column("text", String(100)))
