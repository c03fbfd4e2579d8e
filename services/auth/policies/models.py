"""The table of policies."""

from typing import Any, get_args

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field

from services.auth.tables import Table
from services.kit.data.tables import one_of
from services.scheme.parties import Side


class Policy(Table, table=True):
    """A body's policy. A body without a row follows the scheme's own, as version 0."""

    __tablename__ = "policies"
    __table_args__ = (
        CheckConstraint(one_of("payer", get_args(Side)), name="payer"),
        CheckConstraint("min_months BETWEEN 1 AND max_months", name="months"),
        CheckConstraint("lending_cap IS NULL OR lending_cap >= 0", name="lending_cap"),
    )

    orgnr: str = Field(primary_key=True, foreign_key="organisations.orgnr", max_length=9)
    version: int = 0
    min_months: int
    max_months: int
    lending_cap: int | None = None
    payer: str = Field(max_length=16)
    notice_weeks: int | None = None
    max_total_months: int | None = None
    departments: list[dict[str, Any]] = Field(sa_type=JSON)

    @property
    def department_codes(self) -> set[str]:
        return {department["code"] for department in self.departments}
