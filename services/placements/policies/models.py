"""The table of policies."""

from typing import get_args

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from services.kit.data.tables import one_of
from services.placements.tables import Table
from services.scheme.parties import Side


class Policy(Table, table=True):
    """What a body has decided about stays, followed over auth's feed. Its row is locked while one of its is agreed."""

    __tablename__ = "policies"
    __table_args__ = (CheckConstraint(one_of("payer", get_args(Side)), name="payer"),)

    orgnr: str = Field(primary_key=True, max_length=9)
    version: int
    min_months: int
    max_months: int
    lending_cap: int | None = None
    payer: str = Field(max_length=16)
    notice_weeks: int | None = None  # None: the scheme's
    max_total_months: int | None = None
