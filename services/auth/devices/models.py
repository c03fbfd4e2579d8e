"""The table of device codes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from services.auth.tables import Table
from services.kit.data.tables import UtcDateTime


class DeviceCode(Table, table=True):
    """A program that waits for a login elsewhere (RFC 8628 §3.2): pending, then confirmed or denied, then used."""

    __tablename__ = "device_codes"
    __table_args__ = (CheckConstraint("session_id IS NULL OR denied_at IS NULL", name="decided_once"),)

    device_hash: str = Field(primary_key=True, max_length=64)
    user_hash: str = Field(unique=True, max_length=64)
    client_id: str = Field(max_length=64)
    scope: str = Field(max_length=500)
    interval_seconds: int  # between polls; grows with each poll that comes too soon
    poll_after: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    session_id: UUID | None = Field(default=None, foreign_key="sessions.id", index=True)  # of whoever confirmed
    denied_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
