"""The tables of needs."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from services.kit import clock
from services.kit.data.successions import SuccessionColumns
from services.kit.data.tables import SortedText, UtcDateTime, one_of, service_registry
from services.kit.ids import new_id
from services.needs.domain import Phase, State


class Table(SQLModel, registry=service_registry()):
    """The base of every table of needs."""


class Organisation(Table, table=True):
    """What auth says about a public body, followed over its feed."""

    __tablename__ = "organisations"

    orgnr: str = Field(primary_key=True, max_length=9)
    level: str = Field(max_length=32)
    sector: str = Field(max_length=32)


class Succession(Table, SuccessionColumns, table=True):
    """Which body has taken another's place, followed over auth's feed."""

    __tablename__ = "successions"


class Need(Table, table=True):
    """A project that wants to borrow somebody.

    `filled` may exceed `places`: a placement can be agreed in the instant in which the host takes a place away.
    """

    __tablename__ = "needs"
    __table_args__ = (
        CheckConstraint(one_of("state", State), name="state"),
        CheckConstraint("percentage BETWEEN 1 AND 100", name="percentage"),
        CheckConstraint("places >= 1", name="places"),
        CheckConstraint("filled >= 0", name="filled"),
        CheckConstraint("earliest_start <= latest_start", name="starts"),
        CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="outcome"),
        CheckConstraint("state IN ('draft', 'closed') OR posted_by IS NOT NULL", name="posted_by"),
        UniqueConstraint("host_org", "external_id"),
        Index("ix_needs_state_created_at_id", "state", "created_at", "id"),
        Index("ix_needs_host_org_created_at_id", "host_org", "created_at", "id"),
        Index("ix_needs_county_state", "county", "state", "created_at", "id"),
        Index("ix_needs_state_latest_start", "state", "latest_start"),
        Index("ix_needs_state_earliest_start", "state", "earliest_start", "id"),
        Index("ix_needs_state_updated_at", "state", "updated_at", "id"),
        Index("ix_needs_host_org_state", "host_org", "state", "created_at", "id"),
        Index("ix_needs_host_org_earliest_start", "host_org", "earliest_start", "id"),
        Index("ix_needs_host_org_updated_at", "host_org", "updated_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 0  # the first record makes it 1
    state: str = Field(default=State.DRAFT, max_length=16)
    published: bool = False  # ever; a closed need that never was is a draft that nobody else saw
    host_org: str = Field(max_length=9)
    posted_by: str | None = Field(default=None, max_length=64)  # the person; None while a machine's draft waits for one
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    external_id: str | None = Field(default=None, max_length=100)
    title: str
    description: str
    fields: list[dict[str, Any]] = Field(sa_type=JSON)
    must_skills: list[str] = Field(sa_type=JSON)
    nice_skills: list[str] = Field(sa_type=JSON)
    languages: list[str] = Field(sa_type=JSON)
    earliest_start: date
    latest_start: date
    months: int
    percentage: int
    county: str | None = Field(default=None, max_length=64)
    municipality: str | None = Field(default=None, max_length=4)  # its number; `county` is where it is
    remote: bool
    places: int
    filled: int = 0
    clearance: str = Field(max_length=16)
    perspective: str = Field(max_length=16)
    outcome: str | None = Field(default=None, max_length=32)
    note: str | None = None


class NeedTerm(Table, table=True):
    """What a need is found by, one in each row. `listed_at` is when an open need was created."""

    __tablename__ = "need_terms"
    __table_args__ = (Index("ix_need_terms_term", "term", "listed_at", "need_id"),)

    need_id: UUID = Field(foreign_key="needs.id", primary_key=True, ondelete="CASCADE")
    term: str = Field(primary_key=True, sa_type=SortedText)
    listed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CountedPlacement(Table, table=True):
    """A placement that took a place. Its row makes it count once, however often its events are read.

    The row stays when the place is given back: a follower that reads from the beginning again must not count twice.
    """

    __tablename__ = "counted_placements"

    placement_id: str = Field(primary_key=True, max_length=64)
    need_id: UUID = Field(foreign_key="needs.id", index=True, ondelete="CASCADE")
    released: bool = False


class Case(Table, table=True):
    """A candidacy for a need that is under way or has come to a stay, followed over placements' feed."""

    __tablename__ = "cases"
    __table_args__ = (CheckConstraint(one_of("phase", Phase), name="phase"), Index("ix_cases_need_id", "need_id"))

    candidacy_id: str = Field(primary_key=True, max_length=64)
    need_id: UUID
    phase: str = Field(default=Phase.OPEN, max_length=8)
