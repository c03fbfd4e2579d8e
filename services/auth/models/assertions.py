"""What clients have signed and we have taken."""

from datetime import datetime

from sqlmodel import Field

from services.auth.models.table import Table
from services.kit.tables import UtcDateTime


class UsedAssertion(Table, table=True):
    """A client's assertion that was taken once (RFC 7523 §3, `jti`); kept until nobody could take it anyway."""

    __tablename__ = "used_assertions"

    client_id: str = Field(primary_key=True, max_length=64)
    jti_hash: str = Field(primary_key=True, max_length=64)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
