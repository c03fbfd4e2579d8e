"""The table of signing keys."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlmodel import Field

from services.auth.keys.domain import SIGNING, KeyState
from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of

_ONE = text(one_of("state", SIGNING))


class SigningKey(Table, table=True):
    """A key that tokens are or were signed with: the public part as a JWK, the private part encrypted while needed."""

    __tablename__ = "signing_keys"
    __table_args__ = (
        CheckConstraint(one_of("state", KeyState), name="state"),
        CheckConstraint(f"({one_of('state', SIGNING)}) = (private_pem IS NOT NULL)", name="private_part"),
        Index("uq_signing_keys_state", "state", unique=True, sqlite_where=_ONE, postgresql_where=_ONE),
    )

    kid: str = Field(primary_key=True, max_length=64)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)  # published from then on
    state: str = Field(default=KeyState.UPCOMING, max_length=16)
    since: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    private_pem: str | None = None
    public: dict[str, str] = Field(sa_type=JSON)
