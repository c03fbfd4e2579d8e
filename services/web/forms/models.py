"""The tables of what was typed, and of what was posted."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime
from services.web.tables import Table


class KeptForm(Table, table=True):
    """What somebody typed when their login was lost, kept for a while. Their browser has the secret that opens it."""

    __tablename__ = "kept_forms"
    __table_args__ = (Index("ix_kept_forms_expires_at", "expires_at"),)

    id_hash: str = Field(primary_key=True, max_length=64)
    sealed: str
    expires_at: datetime = Field(sa_type=UtcDateTime)


class PostedForm(Table, table=True):
    """A form that was posted, by its key: where its first post led to. Without a `location` it is still under way."""

    __tablename__ = "posted_forms"
    __table_args__ = (Index("ix_posted_forms_at", "at"),)

    key_hash: str = Field(primary_key=True, max_length=64)
    location: str | None = None
    at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
