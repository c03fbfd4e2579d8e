"""The table of decisions."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.placements.decisions.domain import Decided, Verdict
from services.placements.tables import Table
from services.scheme.parties import Party


class Decision(Table, table=True):
    """What a person said for a party to one version of the terms. Append-only."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint(one_of("party", Party), name="party"),
        CheckConstraint(one_of("decision", Verdict), name="decision"),
        UniqueConstraint("placement_id", "terms_version", "party"),
        UniqueConstraint("placement_id", "terms_version", "sub"),
        Index("uq_decisions_delegation_id", "delegation_id", unique=True),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    placement_id: UUID = Field(foreign_key="placements.id")
    party: str = Field(max_length=16)
    sub: str = Field(max_length=64)
    client_id: str = Field(max_length=64)
    delegation_id: UUID | None = None  # of auth: by which somebody who is no coordinator decided, once
    let_by: str | None = Field(default=None, max_length=64)  # the coordinator who let them
    decision: str = Field(max_length=16)
    terms_version: int
    terms_hash: str = Field(max_length=64)
    at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)

    @property
    def delegated(self) -> bool:
        return self.delegation_id is not None

    def decided(self, now: Mapping[str, str] = MappingProxyType({})) -> Decided:
        """The decision as the rules read it; `now` has the account of today of whoever's was joined since."""
        return Decided(
            party=Party(self.party),
            sub=now.get(self.sub, self.sub),
            verdict=Verdict(self.decision),
            terms_version=self.terms_version,
            let_by=now.get(self.let_by, self.let_by) if self.let_by else None,
            delegation_id=self.delegation_id,
        )
