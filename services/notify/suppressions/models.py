"""The table of suppressed addresses."""

from datetime import datetime

from sqlmodel import Field

from services.kit.data.tables import UtcDateTime
from services.notify.tables import Table


class Suppression(Table, table=True):
    """An address that nothing is sent to, as a keyed hash: the address itself stands in auth alone."""

    __tablename__ = "suppressions"

    address_hash: str = Field(primary_key=True, max_length=64)
    reason: str = Field(max_length=64)
    since: datetime = Field(sa_type=UtcDateTime, index=True)
