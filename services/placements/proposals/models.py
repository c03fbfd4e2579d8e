"""The table of terms proposals."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.placements.proposals.domain import ProposalState
from services.placements.tables import Table

_LIVE = text("state = 'proposed'")


class TermsProposal(Table, table=True):
    """What the employee would rather say yes to: to the offer of a candidacy, or to the terms of its placement."""

    __tablename__ = "terms_proposals"
    __table_args__ = (
        CheckConstraint(one_of("state", ProposalState), name="state"),
        Index("uq_terms_proposals_live", "candidacy_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_terms_proposals_candidacy_id", "candidacy_id", "created_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    candidacy_id: UUID = Field(foreign_key="candidacies.id")
    placement_id: UUID | None = Field(default=None, foreign_key="placements.id")  # None: to the offer
    terms_version: int  # the version of the terms that it answers
    state: str = Field(default=ProposalState.PROPOSED, max_length=16)
    start: date
    end: date
    percentage: int
    note: str = ""
    proposed_by: str = Field(max_length=64)
    client_id: str = Field(max_length=64)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=32)  # of the no
    answer: str | None = None  # the note of the no

    @property
    def to_offer(self) -> bool:
        return self.placement_id is None
