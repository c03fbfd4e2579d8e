"""The table of delegations."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from services.auth.delegations.domain import DelegationState
from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id


class Delegation(Table, table=True):
    """A permission to decide one placement for a body, once. Only the letter has the address that the link went to."""

    __tablename__ = "delegations"
    __table_args__ = (
        CheckConstraint(one_of("state", DelegationState), name="state"),
        Index("ix_delegations_state_expires_at", "state", "expires_at"),
        Index("ix_delegations_orgnr_created_at_id", "orgnr", "created_at", "id"),
        Index("ix_delegations_orgnr_state", "orgnr", "state", "created_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    state: str = Field(default=DelegationState.OPEN, max_length=16)
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    placement_id: UUID
    delegated_by: str = Field(max_length=64)
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    accepted_by: str | None = Field(default=None, max_length=64)
    session_id: UUID | None = Field(default=None, unique=True)  # the login it gave, which may be deleted earlier
