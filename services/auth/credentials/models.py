"""Second factors: a secret shared with somebody's authenticator, and codes for when it is lost."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.auth.tables import Table
from services.kit.data.tables import UtcDateTime


class SecondFactor(Table, table=True):
    """Somebody's TOTP secret (RFC 6238), encrypted; until it is confirmed it proves nothing."""

    __tablename__ = "second_factors"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    secret: str = Field(max_length=200)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_step: int = 0  # RFC 6238 §5.2: a code works once, and so does any earlier one


class RecoveryCode(Table, table=True):
    """A code that stands in for the authenticator, once."""

    __tablename__ = "recovery_codes"

    code_hash: str = Field(primary_key=True, max_length=64)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
