"""The tables of plans."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.matching.plans.domain import PlanState
from services.matching.tables import Table


class Plan(Table, table=True):
    """A requested plan: ids and codes only. A worker's claim ends at `lease_until`."""

    __tablename__ = "plans"
    __table_args__ = (
        CheckConstraint(one_of("state", PlanState), name="state"),
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
        Index("ix_plans_org_created_at", "org", "created_at", "id"),
        Index("ix_plans_state_lease_until", "state", "lease_until"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    state: str = Field(default=PlanState.QUEUED, max_length=16)
    org: str = Field(max_length=9)
    across: bool
    caller_sub: str = Field(max_length=64)
    caller_client: str = Field(max_length=64)
    asked: dict[str, Any] = Field(sa_type=JSON)
    needs: int
    untold: list[str] = Field(default_factory=list, sa_type=JSON)  # counties whose hidden experts are left out
    progress: int = 0
    tries: int = 0
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=64)
    outcome: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class PlanAssignment(Table, table=True):
    """One person assigned to one need, as planned, with the factors of the score."""

    __tablename__ = "plan_assignments"
    __table_args__ = (Index("ix_plan_assignments_plan_id_at", "plan_id", "at", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    plan_id: UUID = Field(foreign_key="plans.id", ondelete="CASCADE")
    at: datetime = Field(sa_type=UtcDateTime)
    need_id: str = Field(max_length=64)
    expert_id: str = Field(max_length=64, index=True)
    score: int
    starts: date
    ends: date
    fixed: bool
    factors: dict[str, int | None] = Field(sa_type=JSON)


class PlanGap(Table, table=True):
    """Places of a need that stay empty, and the constraint that keeps them empty."""

    __tablename__ = "plan_gaps"
    __table_args__ = (Index("ix_plan_gaps_plan_id_at", "plan_id", "at", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    plan_id: UUID = Field(foreign_key="plans.id", ondelete="CASCADE")
    at: datetime = Field(sa_type=UtcDateTime)
    need_id: str = Field(max_length=64)
    places: int
    because: str = Field(max_length=32)
    condition: str | None = Field(default=None, max_length=32)
