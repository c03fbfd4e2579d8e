"""placements' tables."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from services.kit import clock
from services.kit.ids import new_id
from services.kit.tables import UtcDateTime, service_registry
from services.placements.domain import (
    HOLDS_SEAT,
    OPEN,
    BookingState,
    CandidacyKind,
    CandidacyState,
    Decided,
    Endorsement,
    Party,
    PlacementState,
    Terms,
    Verdict,
)


def _one_of(column: str, values: Any) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


_IS_OPEN = text(_one_of("state", OPEN))
_HOLDS_SEAT = text(_one_of("state", HOLDS_SEAT))


class Table(SQLModel, registry=service_registry()):
    """What placements keeps."""


class Candidacy(Table, table=True):
    """An expert and a need that look at each other, and the offer that may come of it."""

    __tablename__ = "candidacies"
    __table_args__ = (
        CheckConstraint(_one_of("state", CandidacyState), name="state"),
        CheckConstraint(_one_of("kind", CandidacyKind), name="kind"),
        CheckConstraint("home_org <> host_org", name="lent"),
        Index(
            "uq_candidacies_open", "expert_id", "need_id", unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN
        ),
        Index("ix_candidacies_person_id", "person_id"),
        Index("ix_candidacies_need_id", "need_id"),
        Index("ix_candidacies_home_org", "home_org", "created_at", "id"),
        Index("ix_candidacies_host_org", "host_org", "created_at", "id"),
        Index("ix_candidacies_state_answer_by", "state", "answer_by"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 0  # the first record makes it 1
    kind: str = Field(max_length=16)
    state: str = Field(max_length=16)
    expert_id: UUID
    need_id: UUID
    person_id: str = Field(max_length=64)
    home_org: str = Field(max_length=9)
    host_org: str = Field(max_length=9)
    expert_version: int  # the expert's at pool when the facts were asked: older events say nothing new
    disclosed: bool = False  # whether the employee has made themselves known to the host
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    answer_by: datetime | None = Field(default=None, sa_type=UtcDateTime)
    message: str = ""
    terms: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    terms_version: int | None = None
    terms_hash: str | None = Field(default=None, max_length=64)
    offered_by: str | None = Field(default=None, max_length=64)
    offered_client: str | None = Field(default=None, max_length=64)
    offered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    offer_decides: bool = False  # a host coordinator made it: the offer is the host's decision
    reason: str | None = Field(default=None, max_length=32)
    note: str | None = None

    @property
    def offered_terms(self) -> Terms:
        return Terms.of(self.terms or {})


class Booking(Table, table=True):
    """The days and the seat a candidacy holds. What the database forbids of it stands in the migration."""

    __tablename__ = "bookings"
    __table_args__ = (
        CheckConstraint(_one_of("state", BookingState), name="state"),
        CheckConstraint("starts <= ends", name="days"),
        CheckConstraint("seat_no >= 1", name="seat_no"),
        Index(
            "uq_bookings_live_seat",
            "need_id",
            "seat_no",
            unique=True,
            sqlite_where=_HOLDS_SEAT,
            postgresql_where=_HOLDS_SEAT,
        ),
        Index("ix_bookings_person_id", "person_id"),
    )

    candidacy_id: UUID = Field(primary_key=True, foreign_key="candidacies.id")
    person_id: str = Field(max_length=64)  # who is bound, by whichever profile
    need_id: UUID
    seat_no: int = 1  # the first free one is found when it is held
    starts: date
    ends: date
    state: str = Field(default=BookingState.OFFERED, max_length=16)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Placement(Table, table=True):
    """An accepted offer on its way through three decisions, and then the stay."""

    __tablename__ = "placements"
    __table_args__ = (
        CheckConstraint(_one_of("state", PlacementState), name="state"),
        UniqueConstraint("candidacy_id"),
        Index("ix_placements_expert_id", "expert_id"),
        Index("ix_placements_need_id", "need_id"),
        Index("ix_placements_person_id", "person_id"),
        Index("ix_placements_home_org", "home_org", "created_at", "id"),
        Index("ix_placements_host_org", "host_org", "created_at", "id"),
        Index("ix_placements_state_decide_by", "state", "decide_by"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
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
    decide_by: datetime = Field(sa_type=UtcDateTime)
    terms: dict[str, Any] = Field(sa_type=JSON)
    terms_version: int = 1
    terms_hash: str = Field(max_length=64)
    starts: date  # the terms' again, for what is done by the clock
    ends: date
    home_contact: str | None = None
    host_contact: str | None = None
    endorsed_until: date
    max_months: int
    max_percentage: int
    reason: str | None = Field(default=None, max_length=32)
    note: str | None = None

    @property
    def current_terms(self) -> Terms:
        return Terms.of(self.terms)

    @property
    def endorsement(self) -> Endorsement:
        """What home endorsed, as pool said when it was last asked."""
        return Endorsement(until=self.endorsed_until, max_months=self.max_months, max_percentage=self.max_percentage)


class Policy(Table, table=True):
    """What a body has decided about stays, followed over auth's feed. Its row is locked while one of its is agreed."""

    __tablename__ = "policies"
    __table_args__ = (CheckConstraint("payer IN ('home', 'host')", name="payer"),)

    orgnr: str = Field(primary_key=True, max_length=9)
    version: int
    min_months: int
    max_months: int
    lending_cap: int | None = None
    payer: str = Field(max_length=16)


class TermsVersion(Table, table=True):
    """Every version of a placement's terms, so that what was said yes to can be read for ever. Append-only."""

    __tablename__ = "terms_versions"

    placement_id: UUID = Field(primary_key=True, foreign_key="placements.id")
    terms_version: int = Field(primary_key=True)
    terms: dict[str, Any] = Field(sa_type=JSON)
    terms_hash: str = Field(max_length=64)
    written_by: str = Field(max_length=64)
    client_id: str = Field(max_length=64)
    at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class Decision(Table, table=True):
    """What a person said for a party to one version of the terms. Append-only."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint(_one_of("party", Party), name="party"),
        CheckConstraint(_one_of("decision", Verdict), name="decision"),
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

    def decided(self) -> Decided:
        party, verdict = Party(self.party), Verdict(self.decision)
        return Decided(party=party, sub=self.sub, verdict=verdict, terms_version=self.terms_version, let_by=self.let_by)
