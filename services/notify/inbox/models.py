"""Tables of announcements to audiences and of the messages made of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime
from services.kit.ids import new_id
from services.notify.tables import Table

_UNREAD = text("read_at IS NULL")


class Announcement(Table, table=True):
    """What an audience was notified of, kept for people whose membership is received later than the event."""

    __tablename__ = "announcements"
    __table_args__ = (Index("ix_announcements_audience_at", "audience", "at"),)

    event_id: str = Field(primary_key=True, max_length=36)
    audience: str = Field(primary_key=True, max_length=80)
    code: str = Field(max_length=64)
    subject: str = Field(max_length=64)
    params: dict[str, Any] = Field(sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)
    mail: bool
    sender: str | None = Field(default=None, max_length=64)
    pair: str | None = Field(default=None, max_length=80)


class Message(Table, table=True):
    """What one person was notified of about one event; its text is made when it is read."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id", name="uq_messages_event_id_person_id"),
        Index("ix_messages_person_id_at", "person_id", "at", "id"),
        Index("ix_messages_updated_at", "person_id", "updated_at", "id"),
        Index("ix_messages_unread", "person_id", "at", "id", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    event_id: str = Field(max_length=36)
    person_id: str = Field(max_length=64)
    code: str = Field(max_length=64)
    subject: str = Field(max_length=64)
    params: dict[str, Any] = Field(sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
