"""The tables of proposals, and of entries in Enhetsregisteret."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.auth.proposals.domain import ProposalState, Registered
from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id

_WAITING = text("state = 'proposed'")


class Proposal(Table, table=True):
    """Somebody's proposal that their body join. At most one with a proven address waits for each body."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint(one_of("state", ProposalState), name="state"),
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
    """What Enhetsregisteret last returned for a body. Stored, so that bodies can join while the register is down."""

    __tablename__ = "register_entries"
    __table_args__ = (CheckConstraint(one_of("registered", Registered), name="registered"),)

    orgnr: str = Field(primary_key=True, max_length=9)
    registered: str = Field(max_length=16)
    name: str | None = Field(default=None, max_length=200)
    sector_code: str | None = Field(default=None, max_length=8)
    parent: str | None = Field(default=None, max_length=9)  # of a sub-unit: the unit it is a part of
    at: datetime = Field(sa_type=UtcDateTime)
