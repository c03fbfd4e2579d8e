"""The table of letters with a single-use link."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from services.auth.letters.domain import Purpose
from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id


class Letter(Table, table=True):
    """A letter that notify is asked to send to an address, and the link in it, which works once."""

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint(one_of("purpose", Purpose), name="purpose"),
        Index("ix_letters_ordered_at", "ordered_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    ordered_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    purpose: str = Field(max_length=32)
    email: str = Field(max_length=200)
    language: str = Field(max_length=2)
    orgnr: str | None = Field(default=None, max_length=9)
    asked_by: str | None = Field(default=None, max_length=64)  # `sub` of whose account the address is to be added to
    token_hash: str = Field(max_length=64, unique=True)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
