"""Wrong guesses, counted."""

from datetime import datetime

from sqlmodel import Field

from services.auth.models.table import Table
from services.kit.tables import UtcDateTime


class GuessCount(Table, table=True):
    """Recent wrong passwords of one account or from one address, by a hash of its name."""

    __tablename__ = "guess_counts"

    key: str = Field(primary_key=True, max_length=64)
    failures: int
    last_at: datetime = Field(sa_type=UtcDateTime, index=True)
