"""The table of public bodies."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from services.auth.bodies.domain import BodyState
from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id


class Organisation(Table, table=True):
    """A public body that is or was in the scheme. Whatever changes the body locks this row first."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint(one_of("state", BodyState), name="state"),
        Index("ix_organisations_joined_at_id", "joined_at", "id"),
        Index("ix_organisations_succeeded_by", "succeeded_by"),
    )

    orgnr: str = Field(primary_key=True, max_length=9)
    id: UUID = Field(default_factory=new_id, unique=True)
    version: int = 1
    state: str = Field(default=BodyState.JOINED, max_length=16)
    joined_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    leaving_asked_by: str | None = Field(default=None, max_length=64)  # a coordinator; a second one confirms
    leaving_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    succeeded_by: str | None = Field(default=None, max_length=9)  # a body that is not succeeded itself
    level: str = Field(max_length=32)
    sector: str = Field(max_length=32)
    name_nb: str = Field(max_length=200)
    name_nn: str = Field(max_length=200)
    name_en: str = Field(max_length=200)
