"""The table of amendments."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.placements.amendments.domain import AmendmentState, Kind
from services.placements.tables import Table
from services.scheme.parties import Party

_LIVE = text("state = 'proposed'")


class Amendment(Table, table=True):
    """What somebody asked to change about a stay. One that is proposed has terms of its own, and three decide on it."""

    __tablename__ = "amendments"
    __table_args__ = (
        CheckConstraint(one_of("kind", Kind), name="kind"),
        CheckConstraint(one_of("state", AmendmentState), name="state"),
        CheckConstraint(one_of("party", Party), name="party"),
        Index("uq_amendments_live", "placement_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_amendments_placement_id", "placement_id", "created_at", "id"),
        Index("ix_amendments_placement_id_state", "placement_id", "state", "created_at", "id"),
        Index("ix_amendments_state_decide_by", "state", "decide_by"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 0
    placement_id: UUID = Field(foreign_key="placements.id")
    kind: str = Field(max_length=16)
    state: str = Field(default=AmendmentState.PROPOSED, max_length=16)
    party: str = Field(max_length=16)  # whose side asked
    proposed_by: str = Field(max_length=64)
    client_id: str = Field(max_length=64)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    starts: date  # the days of the stay as it is asked to be
    ends: date
    terms: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))  # None where nobody decides
    terms_version: int | None = None
    terms_hash: str | None = Field(default=None, max_length=64)
    deviations: list[dict[str, str]] | None = Field(default=None, sa_type=JSON(none_as_null=True))  # when proposed
    decide_by: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=32)  # why it is asked for
    note: str | None = None
    end_reason: str | None = Field(default=None, max_length=32)  # why it came to nothing
    end_note: str | None = None
