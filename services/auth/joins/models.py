"""The table of codes that join two accounts."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.auth.tables import Table
from services.kit.data.tables import UtcDateTime


class JoinCode(Table, table=True):
    """A single-use permission to join another account into this person's."""

    __tablename__ = "join_codes"

    code_hash: str = Field(primary_key=True, max_length=64)
    person_id: UUID = Field(foreign_key="people.id")
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
