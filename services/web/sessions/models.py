"""The table of browsers' sessions."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime
from services.web.tables import Table


class BrowserSession(Table, table=True):
    """A session. The cookie's value is hashed; what is sealed can be opened with that value only.

    `generation` counts the refreshes. Who refreshes claims it until `claimed_until`, so that a refresh token is used
    once. An ended row stays for a while: what its person had typed is theirs only.
    """

    __tablename__ = "browser_sessions"
    __table_args__ = (Index("ix_browser_sessions_expires_at", "expires_at"),)

    id_hash: str = Field(primary_key=True, max_length=64)
    person_id: str = Field(max_length=64)
    sealed: str
    generation: int = 0
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    started_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
