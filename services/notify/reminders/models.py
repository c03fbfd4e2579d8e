"""The table of reminders."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from services.kit.data.tables import UtcDateTime, one_of
from services.notify.stages.domain import Stage
from services.notify.tables import Table


class Reminder(Table, table=True):
    """A reminder of a task that was given, or that a later one has overtaken. Its key lets each be given once."""

    __tablename__ = "reminders"
    __table_args__ = (CheckConstraint(one_of("stage", Stage), name="stage"),)

    task_id: UUID = Field(primary_key=True, foreign_key="tasks.id", ondelete="CASCADE")
    stage: str = Field(primary_key=True, max_length=16)
    at: datetime = Field(sa_type=UtcDateTime)
