"""matching's tables."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from services.kit import clock
from services.kit.ids import new_id
from services.kit.tables import UtcDateTime, service_registry
from services.matching.domain.plans import PlanState


class Table(SQLModel, registry=service_registry()):
    """What matching keeps."""


class Kind(StrEnum):
    """What was shown: a need's candidates, why one of them is or is not among these, an expert's opportunities."""

    CANDIDATES = "candidates"
    EXPLANATION = "explanation"
    OPPORTUNITIES = "opportunities"


_STATES = ", ".join(f"'{state}'" for state in PlanState)
_KINDS = ", ".join(f"'{kind}'" for kind in Kind)


class Suggestion(Table, table=True):
    """A list somebody was shown, with what it was made of: pseudonymous ids and codes only, never changed."""

    __tablename__ = "suggestions"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="kind"),
        Index("ix_suggestions_need_id_at", "need_id", "at"),
        Index("ix_suggestions_expert_id_at", "expert_id", "at"),
        Index("ix_suggestions_at", "at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    kind: str = Field(max_length=16)
    need_id: str | None = Field(default=None, max_length=64)
    expert_id: str | None = Field(default=None, max_length=64)
    scoring_version: str = Field(max_length=16)
    vocabulary_version: str = Field(max_length=64)
    positions: dict[str, str] = Field(sa_type=JSON)
    inputs: dict[str, Any] = Field(sa_type=JSON)
    ranking: list[dict[str, Any]] = Field(sa_type=JSON)
    caller_sub: str = Field(max_length=64)
    caller_client: str = Field(max_length=64)
    caller_org: str | None = Field(default=None, max_length=9)


class Plan(Table, table=True):
    """A plan somebody asked for: ids and codes only. `lease_until` ends a worker's claim."""

    __tablename__ = "plans"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state"),
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
    """One person to one need, as it was planned, with what the score was made of."""

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
    factors: dict[str, int] = Field(sa_type=JSON)


class PlanGap(Table, table=True):
    """Places of a need that stay empty, and the constraint that binds."""

    __tablename__ = "plan_gaps"
    __table_args__ = (Index("ix_plan_gaps_plan_id_at", "plan_id", "at", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    plan_id: UUID = Field(foreign_key="plans.id", ondelete="CASCADE")
    at: datetime = Field(sa_type=UtcDateTime)
    need_id: str = Field(max_length=64)
    places: int
    because: str = Field(max_length=32)
    condition: str | None = Field(default=None, max_length=32)


class ShownState(Table, table=True):
    """An expert or a need as it was when it was shown: kept once, however many suggestions were made of it."""

    __tablename__ = "shown_states"

    digest: str = Field(primary_key=True, max_length=64)
    subject_id: str = Field(max_length=64, index=True)
    state: dict[str, Any] = Field(sa_type=JSON)
    last_shown_at: datetime = Field(sa_type=UtcDateTime, index=True)


class ToldCounty(Table, table=True):
    """A county that a body was told about; the number of slots is the number of counties it may learn of."""

    __tablename__ = "told_counties"
    __table_args__ = (UniqueConstraint("org", "county"),)

    org: str = Field(primary_key=True, max_length=9)
    slot: int = Field(primary_key=True)
    county: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)


class AlertedNeed(Table, table=True):
    """A need whose experts have been alerted, those with alerts turned on at the time."""

    __tablename__ = "alerted_needs"

    need_id: str = Field(primary_key=True, max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)


class Alert(Table, table=True):
    """An expert was told of a need, once."""

    __tablename__ = "alerts"
    __table_args__ = (Index("ix_alerts_expert_id_at", "expert_id", "at"),)

    need_id: str = Field(primary_key=True, max_length=64)
    expert_id: str = Field(primary_key=True, max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
