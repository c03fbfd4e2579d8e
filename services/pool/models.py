"""The tables of the pool."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from services.kit import clock
from services.kit.data.memberships import MembershipColumns
from services.kit.data.successions import SuccessionColumns
from services.kit.data.tables import SortedText, UtcDateTime, one_of, service_registry
from services.kit.ids import new_id
from services.pool.domain import State

_LIVE = text("state <> 'withdrawn'")
_AVAILABLE = text("state = 'available'")


class Table(SQLModel, registry=service_registry()):
    """The base of every table of the pool."""


class Organisation(Table, table=True):
    """What auth says about a public body, followed over its feed."""

    __tablename__ = "organisations"

    orgnr: str = Field(primary_key=True, max_length=9)
    level: str = Field(max_length=32)
    sector: str = Field(max_length=32)


class LendingCap(Table, table=True):
    """How many people a body lends at the same time, followed over auth's feed. None where it set no limit."""

    __tablename__ = "lending_caps"

    orgnr: str = Field(primary_key=True, max_length=9)
    version: int
    cap: int | None = None


class Succession(Table, SuccessionColumns, table=True):
    """Which body has taken another's place, followed over auth's feed."""

    __tablename__ = "successions"


class Coordinator(Table, table=True):
    """A membership that makes somebody coordinator of a body, followed over auth's feed."""

    __tablename__ = "coordinators"

    membership_id: str = Field(primary_key=True, max_length=64)
    orgnr: str = Field(max_length=9, index=True)


class EndedMembership(Table, table=True):
    """A membership of a body that is over, followed over auth's feed. A token may outlive it for a while."""

    __tablename__ = "ended_memberships"

    person_id: str = Field(primary_key=True, max_length=64)
    orgnr: str = Field(primary_key=True, max_length=9)
    ended_at: datetime = Field(sa_type=UtcDateTime)


class Membership(Table, MembershipColumns, table=True):
    """Who belongs to a body, or did."""

    __tablename__ = "memberships"
    __table_args__ = (Index("ix_memberships_person_id", "person_id"),)


class Rename(Table, table=True):
    """A person with another name than their profile has, until it is asked for at auth."""

    __tablename__ = "renames"

    person_id: str = Field(primary_key=True, max_length=64)
    version: int  # of the person at auth


class Expert(Table, table=True):
    """The profile of somebody who is willing to go, and the home agency's endorsement of it."""

    __tablename__ = "experts"
    __table_args__ = (
        CheckConstraint(one_of("state", State), name="state"),
        CheckConstraint("percentage BETWEEN 1 AND 100", name="percentage"),
        Index("uq_experts_live_person", "person_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_experts_person_id", "person_id"),
        Index("ix_experts_created_at_id", "created_at", "id"),
        Index("ix_experts_home_org_state", "home_org", "state", "created_at", "id"),
        Index("ix_experts_home_org_created_at_id", "home_org", "created_at", "id"),
        Index("ix_experts_home_org_updated_at", "home_org", "state", "updated_at", "id"),
        Index("ix_experts_warn_on", "warn_on"),
        Index("ix_experts_touched_at", "touched_at", "state"),  # led by the state, it was taken for browsing by id
        Index("ix_experts_available", "id", sqlite_where=_AVAILABLE, postgresql_where=_AVAILABLE),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 0  # every recorded change is a version, the first included
    state: str = Field(default=State.DRAFT, max_length=16)
    person_id: str = Field(max_length=64)
    home_org: str = Field(max_length=9)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)  # moves with the version
    touched_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)  # moved, or edited by the expert
    name: str
    title: str
    about: str
    named: bool
    fields: list[dict[str, Any]] = Field(sa_type=JSON)
    skills: list[str] = Field(sa_type=JSON)
    languages: list[str] = Field(sa_type=JSON)
    wanted_learning: list[str] = Field(sa_type=JSON)
    windows: list[dict[str, str]] = Field(sa_type=JSON)
    percentage: int
    county: str | None = Field(default=None, max_length=64)
    remote: bool
    clearance: str = Field(max_length=16)
    alerts: bool = False
    endorsed_until: date | None = None
    max_months: int | None = None
    max_percentage: int | None = None
    endorsed_by: str | None = Field(default=None, max_length=64)
    endorsement_note: str | None = None
    warn_on: date | None = None  # the next day to tell both sides that the endorsement ends
    paused_until: date | None = None
    reason: str | None = Field(default=None, max_length=32)
    note: str | None = None

    @property
    def field_codes(self) -> list[str]:
        return [field["field"] for field in self.fields]


class ExpertField(Table, table=True):
    """The fields of an available expert once more, one in each row, for counting similar experts.

    `available_in` is the expert's county.
    """

    __tablename__ = "expert_fields"
    __table_args__ = (Index("ix_expert_fields_field_available_in_home_org", "field", "available_in", "home_org"),)

    expert_id: UUID = Field(foreign_key="experts.id", primary_key=True, ondelete="CASCADE")
    field: str = Field(primary_key=True, max_length=64)
    available_in: str | None = Field(default=None, max_length=64)
    home_org: str = Field(max_length=9)


class ExpertTerm(Table, table=True):
    """What an expert is found by, one in each row."""

    __tablename__ = "expert_terms"
    __table_args__ = (Index("ix_expert_terms_term", "term", "expert_id"),)

    expert_id: UUID = Field(foreign_key="experts.id", primary_key=True, ondelete="CASCADE")
    term: str = Field(primary_key=True, sa_type=SortedText)


class ExpertWindow(Table, table=True):
    """The days that an available expert offers once more, one window in each row, for browsing."""

    __tablename__ = "expert_windows"

    expert_id: UUID = Field(foreign_key="experts.id", primary_key=True, ondelete="CASCADE")
    starts: date = Field(primary_key=True)
    ends: date = Field(primary_key=True)
    months: int  # whole ones


class FurtherBody(Table, table=True):
    """A body beside the home agency that an expert belongs to: one that cannot borrow them. Few experts have any."""

    __tablename__ = "further_bodies"
    __table_args__ = (Index("ix_further_bodies_expert_id", "expert_id"),)

    orgnr: str = Field(primary_key=True, max_length=9)
    expert_id: UUID = Field(foreign_key="experts.id", primary_key=True, ondelete="CASCADE")


class BusyPeriod(Table, table=True):
    """The days of an agreed placement, followed over placements' feed."""

    __tablename__ = "busy_periods"

    placement_id: str = Field(primary_key=True, max_length=64)
    expert_id: UUID = Field(foreign_key="experts.id", index=True, ondelete="CASCADE")
    starts: date
    ends: date


class Disclosure(Table, table=True):
    """A host may read the named profile, for one need and for a limited time."""

    __tablename__ = "disclosures"
    __table_args__ = (Index("ix_disclosures_expert_id_host_org", "expert_id", "host_org"),)

    candidacy_id: str = Field(primary_key=True, max_length=64)
    expert_id: UUID = Field(foreign_key="experts.id", ondelete="CASCADE")
    host_org: str = Field(max_length=9)
    need_id: str = Field(max_length=64)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    ended: bool = False  # for good: neither a late event nor moved days prolong it


class AccessEntry(Table, table=True):
    """Somebody read somebody's named profile."""

    __tablename__ = "access_log"
    __table_args__ = (Index("ix_access_log_expert_id_at", "expert_id", "at", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    expert_id: UUID = Field(foreign_key="experts.id", ondelete="CASCADE")
    at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    reader: str = Field(max_length=64)
    reader_org: str | None = Field(default=None, max_length=9)
    client_id: str = Field(max_length=64)
