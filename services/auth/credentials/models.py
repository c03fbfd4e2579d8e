"""The tables of second factors: authenticators' secrets, and the recovery codes for when one is lost."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.auth.tables import Table
from services.kit.data.tables import UtcDateTime


class SecondFactor(Table, table=True):
    """Somebody's TOTP secret (RFC 6238), encrypted. Until it is confirmed it proves nothing."""

    __tablename__ = "second_factors"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    secret: str = Field(max_length=200)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_step: int = 0  # of the latest used code; RFC 6238 §5.2: neither it nor an earlier one works again


class RecoveryCode(Table, table=True):
    """A code that replaces the authenticator, good once."""

    __tablename__ = "recovery_codes"

    code_hash: str = Field(primary_key=True, max_length=64)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
