"""Public bodies, and proposals that one join."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.auth.domain.agencies import BodyState, ProposalState, Registered
from services.auth.models.table import Table
from services.kit import clock
from services.kit.ids import new_id
from services.kit.tables import UtcDateTime

_BODY_STATES = ", ".join(f"'{state}'" for state in BodyState)
_PROPOSAL_STATES = ", ".join(f"'{state}'" for state in ProposalState)
_REGISTERED = ", ".join(f"'{value}'" for value in Registered)
_WAITING = text("state = 'proposed'")


class Organisation(Table, table=True):
    """A public body of the scheme, or that once was. Its row is locked first by whatever changes the body."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint(f"state IN ({_BODY_STATES})", name="state"),
        Index("ix_organisations_joined_at_id", "joined_at", "id"),
    )

    orgnr: str = Field(primary_key=True, max_length=9)
    id: UUID = Field(default_factory=new_id, unique=True)
    version: int = 1
    state: str = Field(default=BodyState.JOINED, max_length=16)
    joined_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    leaving_asked_by: str | None = Field(default=None, max_length=64)  # a coordinator; a second one confirms
    leaving_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    level: str = Field(max_length=32)
    sector: str = Field(max_length=32)
    name_nb: str = Field(max_length=200)
    name_nn: str = Field(max_length=200)
    name_en: str = Field(max_length=200)


class Proposal(Table, table=True):
    """One of a body's people proposes that it join. Of those whose address is proven, one a body waits at a time."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint(f"state IN ({_PROPOSAL_STATES})", name="state"),
        Index("uq_proposals_waiting", "orgnr", unique=True, sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_proposals_created_at_id", "created_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    state: str = Field(default=ProposalState.ASKED, max_length=16)
    orgnr: str = Field(max_length=9)
    name: str = Field(max_length=200)
    email: str = Field(max_length=200)
    language: str = Field(max_length=2)
    token_hash: str = Field(max_length=64, unique=True)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=32)


class RegisterEntry(Table, table=True):
    """What Enhetsregisteret last said of a body: kept, so that joining goes on for a while without it."""

    __tablename__ = "register_entries"
    __table_args__ = (CheckConstraint(f"registered IN ({_REGISTERED})", name="registered"),)

    orgnr: str = Field(primary_key=True, max_length=9)
    registered: str = Field(max_length=16)
    name: str | None = Field(default=None, max_length=200)
    sector_code: str | None = Field(default=None, max_length=8)
    at: datetime = Field(sa_type=UtcDateTime)
