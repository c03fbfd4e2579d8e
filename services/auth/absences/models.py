"""The table of absences."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime
from services.kit.ids import new_id


class Absence(Table, table=True):
    """Days, first and last included, on which a coordinator does not act for the body. No two of a person overlap."""

    __tablename__ = "absences"
    __table_args__ = (Index("ix_absences_orgnr_person_id", "orgnr", "person_id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    person_id: UUID = Field(foreign_key="people.id")
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    start: date
    end: date
    announced_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
