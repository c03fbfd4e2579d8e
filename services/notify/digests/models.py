"""The tables of digests and of the messages that wait for one."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from services.kit.data.tables import UtcDateTime
from services.kit.ids import new_id
from services.notify.tables import Table

_WAITING = text("digest_id IS NULL")


class Digest(Table, table=True):
    """One mail of what happened. A person gets one a day at most, whatever of it comes daily and what weekly."""

    __tablename__ = "digests"
    __table_args__ = (UniqueConstraint("person_id", "day", name="uq_digests_person_id_day"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(max_length=64)
    day: date


class DigestLine(Table, table=True):
    """A message that is mailed in a digest, not before `due_at`."""

    __tablename__ = "digest_lines"
    __table_args__ = (
        Index("ix_digest_lines_waiting", "due_at", "person_id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    message_id: UUID = Field(primary_key=True, foreign_key="messages.id", ondelete="CASCADE")
    person_id: str = Field(max_length=64, index=True)
    due_at: datetime = Field(sa_type=UtcDateTime)
    digest_id: UUID | None = Field(default=None, foreign_key="digests.id", index=True)
