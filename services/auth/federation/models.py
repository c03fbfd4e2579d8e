"""The table of logins that are pending at an issuer."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field

from services.auth.tables import Table
from services.kit.data.tables import UtcDateTime


class FederatedLogin(Table, table=True):
    """A login that a browser was sent to an issuer for. Only that browser can come back with it, once."""

    __tablename__ = "federated_logins"

    state_hash: str = Field(primary_key=True, max_length=64)
    browser_hash: str = Field(max_length=64)
    profile: str = Field(max_length=32)
    nonce: str = Field(max_length=43)
    verifier: str = Field(max_length=43)
    asked: dict[str, str] = Field(sa_type=JSON)  # our own client's authorization request
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
