"""The table of messages."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.placements.messages.domain import MOST, SIDES
from services.placements.tables import Table


class Message(Table, table=True):
    """What one side wrote to the other. Who of a side it was stands in the audit alone."""

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint(one_of("side", SIDES), name="side"),
        CheckConstraint(f"number BETWEEN 1 AND {MOST}", name="most"),
        Index("uq_messages_number", "candidacy_id", "number", unique=True),
        Index("ix_messages_candidacy_id", "candidacy_id", "at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    candidacy_id: UUID = Field(foreign_key="candidacies.id")
    number: int  # within the candidacy: the database refuses the same one twice, and one too many
    side: str = Field(max_length=16)
    text: str
    at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
