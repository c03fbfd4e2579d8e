"""The table of login sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime
from services.kit.ids import new_id


class LoginSession(Table, table=True):
    """A completed login: a person at a client, acting for one body, until it ends. `id` is the `sid` of its tokens."""

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ended"),
        Index("ix_sessions_person_id", "person_id", "started_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    person_id: UUID = Field(foreign_key="people.id")
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    client_id: str = Field(max_length=64)
    scope: str = Field(max_length=500)
    provider: str | None = Field(default=None, max_length=200)  # the issuer that authenticated them; None: auth
    amr: list[str] = Field(sa_type=JSON)  # RFC 8176
    acr: str | None = Field(default=None, max_length=100)
    authenticated_at: datetime = Field(sa_type=UtcDateTime)
    started_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    used_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)  # when its last token was issued
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    end_reason: str | None = Field(default=None, max_length=32)
