"""Keys that tokens are signed with."""

from datetime import datetime

from sqlalchemy import JSON, Index, text
from sqlmodel import Field

from services.auth.models.table import Table
from services.kit import clock
from services.kit.tables import UtcDateTime

_ACTIVE = text("active")


class SigningKey(Table, table=True):
    """A key that tokens are signed with: the private part encrypted, the public part as a JWK."""

    __tablename__ = "signing_keys"
    __table_args__ = (
        Index("uq_signing_keys_active", "active", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
    )

    kid: str = Field(primary_key=True, max_length=64)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    active: bool = True  # one at a time
    private_pem: str
    public: dict[str, str] = Field(sa_type=JSON)
