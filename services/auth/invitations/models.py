"""The table of invitations."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.scheme.roles import Role

_UNUSED = text("used_at IS NULL")


class Invitation(Table, table=True):
    """A single-use permission to join a body in a role.

    It is mailed to the address, which proves who owns the address, or handed over, which proves nothing.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint(one_of("role", Role), name="role"),
        Index("ix_invitations_orgnr_created_at_id", "orgnr", "created_at", "id"),
        Index("ix_invitations_unused", "orgnr", "created_at", "id", sqlite_where=_UNUSED, postgresql_where=_UNUSED),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    email: str = Field(max_length=200)
    role: str = Field(max_length=16)
    language: str = Field(max_length=2)
    token_hash: str = Field(max_length=64, unique=True)
    mailed: bool
    until: date | None = None  # a substitute's last day in the role
    invited_by: str | None = Field(default=None, max_length=64)  # None: whoever runs the scheme
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
