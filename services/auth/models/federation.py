"""Logins through issuers: one at a time on its way, and whose identities are whose."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from services.auth.models.table import Table
from services.kit import clock
from services.kit.ids import new_id
from services.kit.tables import UtcDateTime


class Identity(Table, table=True):
    """Somebody at an issuer, who is this person here: by `sub`, never by e-mail address (RFC 9700, OIDC Core §5.7)."""

    __tablename__ = "identities"
    __table_args__ = (
        UniqueConstraint("issuer", "subject", name="uq_identities_issuer_subject"),
        Index("ix_identities_person_id", "person_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    issuer: str = Field(max_length=300)
    subject: str = Field(max_length=255)
    person_id: UUID = Field(foreign_key="people.id")
    linked_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class FederatedLogin(Table, table=True):
    """A login that a browser was sent to an issuer with; what comes back can use it once, from that browser."""

    __tablename__ = "federated_logins"

    state_hash: str = Field(primary_key=True, max_length=64)
    browser_hash: str = Field(max_length=64)
    profile: str = Field(max_length=32)
    nonce: str = Field(max_length=43)
    verifier: str = Field(max_length=43)
    asked: dict[str, str] = Field(sa_type=JSON)  # what our own client asked for
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
