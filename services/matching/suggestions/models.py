"""The tables of suggestions."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.matching.tables import Table


class Kind(StrEnum):
    """What was shown: a need's candidates, why one of them is or is not among these, an expert's opportunities."""

    CANDIDATES = "candidates"
    EXPLANATION = "explanation"
    OPPORTUNITIES = "opportunities"


class Suggestion(Table, table=True):
    """A line of the log: what somebody was shown, and what it was made of. Ids and codes only; never changed."""

    __tablename__ = "suggestions"
    __table_args__ = (
        CheckConstraint(one_of("kind", Kind), name="kind"),
        Index("ix_suggestions_need_id_at", "need_id", "at"),
        Index("ix_suggestions_expert_id_at", "expert_id", "at"),
        Index("ix_suggestions_at", "at"),
        Index("ix_suggestions_caller_sub_at", "caller_sub", "at"),
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


class ShownState(Table, table=True):
    """The state of an expert or a need when it was shown: stored once, however many suggestions were made of it."""

    __tablename__ = "shown_states"

    digest: str = Field(primary_key=True, max_length=64)
    subject_id: str = Field(max_length=64, index=True)
    state: dict[str, Any] = Field(sa_type=JSON)
    last_shown_at: datetime = Field(sa_type=UtcDateTime, index=True)
