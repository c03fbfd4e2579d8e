"""Public bodies."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.auth.models.table import Table
from services.kit import clock
from services.kit.ids import new_id
from services.kit.tables import UtcDateTime


class Organisation(Table, table=True):
    """A public body of the scheme."""

    __tablename__ = "organisations"
    __table_args__ = (Index("ix_organisations_joined_at_id", "joined_at", "id"),)

    orgnr: str = Field(primary_key=True, max_length=9)
    id: UUID = Field(default_factory=new_id, unique=True)
    joined_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    level: str = Field(max_length=32)
    sector: str = Field(max_length=32)
    name_nb: str = Field(max_length=200)
    name_nn: str = Field(max_length=200)
    name_en: str = Field(max_length=200)
