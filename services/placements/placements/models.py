"""The tables of placements and of the versions of their terms."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.placements.placements.domain import PlacementState
from services.placements.policies.domain import Origin
from services.placements.references.domain import LONGEST
from services.placements.tables import Table
from services.placements.terms.domain import Endorsement, Terms
from services.scheme.months import NOTICE_DAYS

_OF_THE_SCHEME = {"server_default": Origin.SCHEME}  # whose rule: at rows from before bodies could decide


class Placement(Table, table=True):
    """An accepted offer on its way through three decisions, and then the stay."""

    __tablename__ = "placements"
    __table_args__ = (
        CheckConstraint(one_of("state", PlacementState), name="state"),
        UniqueConstraint("candidacy_id"),
        Index("ix_placements_expert_id", "expert_id", "created_at", "id"),
        Index("ix_placements_need_id", "need_id", "created_at", "id"),
        Index("ix_placements_person_id", "person_id", "created_at", "id"),
        Index("uq_placements_reference", "reference", unique=True),
        Index("ix_placements_home_org", "home_org", "created_at", "id"),
        Index("ix_placements_host_org", "host_org", "created_at", "id"),
        Index("ix_placements_person_id_state", "person_id", "state", "created_at", "id"),
        Index("ix_placements_home_org_state", "home_org", "state", "created_at", "id"),
        Index("ix_placements_host_org_state", "host_org", "state", "created_at", "id"),
        Index("ix_placements_person_id_starts", "person_id", "state", "starts", "id"),
        Index("ix_placements_person_id_updated_at", "person_id", "state", "updated_at", "id"),
        Index("ix_placements_home_org_starts", "home_org", "state", "starts", "id"),
        Index("ix_placements_home_org_updated_at", "home_org", "state", "updated_at", "id"),
        Index("ix_placements_host_org_starts", "host_org", "state", "starts", "id"),
        Index("ix_placements_host_org_updated_at", "host_org", "state", "updated_at", "id"),
        Index("ix_placements_state_decide_by", "state", "decide_by"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    reference: str = Field(max_length=LONGEST)
    version: int = 0
    state: str = Field(default=PlacementState.PROPOSED, max_length=16)
    candidacy_id: UUID = Field(foreign_key="candidacies.id")
    expert_id: UUID
    need_id: UUID
    person_id: str = Field(max_length=64)
    home_org: str = Field(max_length=9)
    host_org: str = Field(max_length=9)
    expert_version: int
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    decide_by: datetime = Field(sa_type=UtcDateTime)
    terms: dict[str, Any] = Field(sa_type=JSON)
    terms_version: int = 1
    terms_hash: str = Field(max_length=64)
    deviations: list[dict[str, str]] | None = Field(default=None, sa_type=JSON(none_as_null=True))  # when written
    starts: date  # the days of the terms, once more as columns: the jobs look for them
    ends: date
    home_contact: str | None = None
    host_contact: str | None = None
    endorsed_until: date
    max_months: int
    max_percentage: int
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # when it was ended, or completed
    reason: str | None = Field(default=None, max_length=32)
    note: str | None = None
    ended_on: date | None = None  # of a stay that ends early: its last day
    ended_by: str | None = Field(default=None, max_length=16)  # the party that ends it early
    notice_days: int = NOTICE_DAYS  # what an early return or a recall takes, as it was when this was proposed
    notice_from: str = Field(default=Origin.SCHEME, max_length=16, sa_column_kwargs=_OF_THE_SCHEME)
    max_total_months: int | None = None  # with all extensions, as it was then; None: proposed before it was kept
    max_total_from: str = Field(default=Origin.SCHEME, max_length=16, sa_column_kwargs=_OF_THE_SCHEME)
    start_announced: date | None = None  # the first day that was last announced to be near
    end_announced: date | None = None  # the last day, the same
    doubt: str | None = Field(default=None, max_length=32)  # why both bodies are asked whether the stay goes on

    @property
    def current_terms(self) -> Terms:
        return Terms.of(self.terms)

    @property
    def endorsement(self) -> Endorsement:
        """What the home agency endorsed, as pool said when it was last asked."""
        return Endorsement(until=self.endorsed_until, max_months=self.max_months, max_percentage=self.max_percentage)


class TermsVersion(Table, table=True):
    """One version of a placement's terms. Append-only: what was said yes to stays readable for ever."""

    __tablename__ = "terms_versions"

    placement_id: UUID = Field(primary_key=True, foreign_key="placements.id")
    terms_version: int = Field(primary_key=True)
    terms: dict[str, Any] = Field(sa_type=JSON)
    terms_hash: str = Field(max_length=64)
    written_by: str = Field(max_length=64)
    client_id: str = Field(max_length=64)
    at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
