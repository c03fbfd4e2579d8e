"""Tables of tasks and of the parties' answers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.notify.tables import Table
from services.notify.tasks.domain import NEVER, Kind

_OPEN = text("closed_at IS NULL")


class Task(Table, table=True):
    """Something that waits for an audience: a person, or a role in a body (`coordinator:<orgnr>`)."""

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint(one_of("kind", Kind), name="kind"),
        Index("uq_tasks_open", "subject", "kind", "audience", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_tasks_audience_opened_at", "audience", "opened_at", "id"),
        Index("ix_tasks_open", "audience", "opened_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_tasks_expires_at", "audience", "expires_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_tasks_remind_at", "remind_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_tasks_subject", "subject"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    kind: str = Field(max_length=32)
    subject: str = Field(max_length=64)
    parent: str | None = Field(default=None, max_length=64)  # what the subject is a part of
    audience: str = Field(max_length=80)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    expires_at: datetime = Field(default=NEVER, sa_type=UtcDateTime)  # `due`, to list by
    remind_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # when the next reminder may be due
    terms_version: int | None = None
    reference: str | None = Field(default=None, max_length=16)  # of the candidacy or placement
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_by: str | None = Field(default=None, max_length=64)


class PartyAnswer(Table, table=True):
    """What a party of a placement has decided about its present terms."""

    __tablename__ = "party_answers"

    subject: str = Field(primary_key=True, max_length=64)
    party: str = Field(primary_key=True, max_length=16)
    decision: str = Field(max_length=16)
    terms_version: int
    at: datetime = Field(sa_type=UtcDateTime)
