"""Tables of webhooks, of the events they send, and of the calls that were tried."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, Index
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import Position, UtcDateTime, one_of
from services.kit.ids import new_id
from services.notify.tables import Table
from services.notify.webhooks.domain import DisabledReason, WebhookState


class Webhook(Table, table=True):
    """An address of a body's own system, and how far its events were sent there.

    Of `claims` and `leased_until` a worker makes its claim. `tries` counts the failures of the event that is next.
    """

    __tablename__ = "webhooks"
    __table_args__ = (
        CheckConstraint(one_of("state", WebhookState), name="state"),
        CheckConstraint(one_of("reason", DisabledReason), name="reason"),
        CheckConstraint("(state = 'disabled') = (reason IS NOT NULL)", name="disabled"),
        CheckConstraint("(old_secret IS NULL) = (old_secret_until IS NULL)", name="old_secret"),
        Index("ix_webhooks_orgnr", "orgnr", "created_at", "id"),
        Index("ix_webhooks_state_next_try_at", "state", "next_try_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    orgnr: str = Field(max_length=9)
    url: str = Field(max_length=500)
    description: str = Field(max_length=200)
    types: list[str] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    state: str = Field(default=WebhookState.UNCONFIRMED, max_length=16)
    reason: str | None = Field(default=None, max_length=16)
    secret: str = Field(max_length=200)  # sealed, as the old one is
    old_secret: str | None = Field(default=None, max_length=200)
    old_secret_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    position: int = Field(default=0, sa_type=Position)
    tries: int = 0
    next_try_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    failing_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    test_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    claims: int = 0
    leased_until: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class EventHead(Table, table=True):
    """One row: the number of the newest event. Its lock numbers the events of all feeds in the order of commits."""

    __tablename__ = "webhook_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    n: int = Field(default=0, sa_type=Position)


class StoredEvent(Table, table=True):
    """An event of another service that concerns a body, without persons. Kept for some days."""

    __tablename__ = "webhook_events"

    n: int = Field(primary_key=True, sa_type=Position, sa_column_kwargs={"autoincrement": False})
    id: str = Field(max_length=36, unique=True)
    source: str = Field(max_length=16)
    type: str = Field(max_length=64)
    subject: str = Field(max_length=64)
    version: int
    time: datetime = Field(sa_type=UtcDateTime)
    feed_position: str = Field(max_length=64)
    codes: dict[str, Any] = Field(sa_type=JSON)
    received_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime, index=True)


class ConcernedBody(Table, table=True):
    """A body that a stored event concerns."""

    __tablename__ = "webhook_event_orgs"

    orgnr: str = Field(primary_key=True, max_length=9)
    n: int = Field(primary_key=True, sa_type=Position, sa_column_kwargs={"autoincrement": False})


class Attempt(Table, table=True):
    """A call of a webhook and how it went, without what was answered. Kept for some days."""

    __tablename__ = "webhook_attempts"
    __table_args__ = (Index("ix_webhook_attempts_webhook_id_at", "webhook_id", "at", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    webhook_id: UUID = Field(foreign_key="webhooks.id", ondelete="CASCADE")
    call_id: str = Field(max_length=36)
    type: str = Field(max_length=64)
    position: int | None = Field(default=None, sa_type=Position)  # of the event
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    outcome: str = Field(max_length=32)
    status: int | None = None
    milliseconds: int
