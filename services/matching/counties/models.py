"""The table of counties."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from services.kit.data.tables import UtcDateTime
from services.matching.tables import Table


class ToldCounty(Table, table=True):
    """A county that a body has learned about. There are as many slots as counties it may learn about."""

    __tablename__ = "told_counties"
    __table_args__ = (UniqueConstraint("org", "county"),)

    org: str = Field(primary_key=True, max_length=9)
    slot: int = Field(primary_key=True)
    county: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
