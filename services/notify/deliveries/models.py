"""The table of deliveries."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.notify.deliveries.domain import DeliveryState
from services.notify.tables import Table

_ONE_KIND = (
    "(letter_id IS NULL) = (message_id IS NOT NULL OR digest_id IS NOT NULL) "
    "AND (letter_id IS NULL) = (person_id IS NOT NULL) AND (message_id IS NULL OR digest_id IS NULL)"
)


class Delivery(Table, table=True):
    """Something to send by one channel: a message or a digest to a person, or a letter that auth ordered to an address.

    `next_try_at` ends a back-off, or a worker's claim.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint(one_of("state", DeliveryState), name="state"),
        CheckConstraint(_ONE_KIND, name="one_kind"),
        UniqueConstraint("letter_id", name="uq_deliveries_letter_id"),
        UniqueConstraint("event_id", "person_id", "channel", name="uq_deliveries_event_id_person_id_channel"),
        Index("ix_deliveries_state_next_try_at", "state", "next_try_at"),
        Index("ix_deliveries_person_id_created_at", "person_id", "created_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    message_id: UUID | None = Field(default=None, foreign_key="messages.id", index=True, ondelete="CASCADE")
    digest_id: UUID | None = None
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
    sender: str | None = Field(default=None, max_length=64)  # the other side, whose mails a day are counted
    pair: str | None = Field(default=None, max_length=80)  # expert and need, of which mails a day are counted
