"""notify's tables: codes and ids, never a name, an address or free text."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from services.kit import clock
from services.kit.ids import new_id
from services.kit.tables import UtcDateTime, service_registry
from services.notify.domain import DeliveryState, Kind

_OPEN = text("closed_at IS NULL")
_KINDS = ", ".join(f"'{kind}'" for kind in Kind)
_STATES = ", ".join(f"'{state}'" for state in DeliveryState)
_ONE_KIND = "(letter_id IS NULL) = (message_id IS NOT NULL) AND (letter_id IS NULL) = (person_id IS NOT NULL)"


class Table(SQLModel, registry=service_registry()):
    """What notify keeps."""


class Membership(Table, table=True):
    """A role that a membership gives in a body, one a row, followed over auth's feed."""

    __tablename__ = "memberships"
    __table_args__ = (Index("ix_memberships_orgnr_role", "orgnr", "role"),)

    membership_id: str = Field(primary_key=True, max_length=64)
    role: str = Field(primary_key=True, max_length=16)
    person_id: str = Field(max_length=64, index=True)
    orgnr: str = Field(max_length=9)


class Absence(Table, table=True):
    """Days, first and last included, on which somebody is away from a body, followed over auth's feed."""

    __tablename__ = "absences"
    __table_args__ = (Index("ix_absences_orgnr_end", "orgnr", "end"),)

    absence_id: str = Field(primary_key=True, max_length=64)
    person_id: str = Field(max_length=64)
    orgnr: str = Field(max_length=9)
    start: date
    end: date


class Body(Table, table=True):
    """A body whose row is locked while what is told to its roles, or who has them, changes."""

    __tablename__ = "bodies"

    orgnr: str = Field(primary_key=True, max_length=9)


class HeardEvent(Table, table=True):
    """An event that had its effect. A feed that starts a new epoch tells old events again."""

    __tablename__ = "heard_events"

    event_id: str = Field(primary_key=True, max_length=36)


class Announcement(Table, table=True):
    """What was told to an audience, kept for those whose membership is heard of later than the event."""

    __tablename__ = "announcements"
    __table_args__ = (Index("ix_announcements_audience_at", "audience", "at"),)

    event_id: str = Field(primary_key=True, max_length=36)
    audience: str = Field(primary_key=True, max_length=80)
    code: str = Field(max_length=64)
    subject: str = Field(max_length=64)
    params: dict[str, Any] = Field(sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)
    mail: bool


class Task(Table, table=True):
    """Something that waits for somebody. `audience` is a person, or a role in a body: `coordinator:<orgnr>`."""

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="kind"),
        Index("uq_tasks_open", "subject", "kind", "audience", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_tasks_audience_opened_at", "audience", "opened_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    kind: str = Field(max_length=32)
    subject: str = Field(max_length=64)
    audience: str = Field(max_length=80)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    terms_version: int | None = None
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_by: str | None = Field(default=None, max_length=64)


class PartyAnswer(Table, table=True):
    """What a party of a placement has decided about the terms as they now stand."""

    __tablename__ = "party_answers"

    subject: str = Field(primary_key=True, max_length=64)
    party: str = Field(primary_key=True, max_length=16)
    decision: str = Field(max_length=16)
    terms_version: int
    at: datetime = Field(sa_type=UtcDateTime)


class Message(Table, table=True):
    """What one person is told of one event; its text is made when it is read."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id", name="uq_messages_event_id_person_id"),
        Index("ix_messages_person_id_at", "person_id", "at", "id"),
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


class Delivery(Table, table=True):
    """Something on its way by one channel. `next_try_at` ends a back-off, or a worker's claim.

    Either a message to a person, or a letter that auth ordered to an address with no person yet.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state"),
        CheckConstraint(_ONE_KIND, name="one_kind"),
        UniqueConstraint("letter_id", name="uq_deliveries_letter_id"),
        UniqueConstraint("event_id", "person_id", "channel", name="uq_deliveries_event_id_person_id_channel"),
        Index("ix_deliveries_state_next_try_at", "state", "next_try_at"),
        Index("ix_deliveries_person_id_created_at", "person_id", "created_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    message_id: UUID | None = Field(default=None, foreign_key="messages.id", index=True, ondelete="CASCADE")
    letter_id: str | None = Field(default=None, max_length=64)
    event_id: str = Field(max_length=36)
    person_id: str | None = Field(default=None, max_length=64)
    channel: str = Field(default="email", max_length=16)
    state: str = Field(default=DeliveryState.PENDING, max_length=16)
    tries: int = 0
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    next_try_at: datetime | None = Field(default_factory=clock.now, sa_type=UtcDateTime)
    delivered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=64)


class Preference(Table, table=True):
    """How a person wants to be told; who has none is mailed at once."""

    __tablename__ = "preferences"
    __table_args__ = (
        CheckConstraint("email IN ('at_once', 'off')", name="email"),
        CheckConstraint("language IN ('nb', 'nn', 'en')", name="language"),
    )

    person_id: str = Field(primary_key=True, max_length=64)
    version: int = 0
    email: str = Field(default="at_once", max_length=16)
    language: str | None = Field(default=None, max_length=2)
