"""The table of identities at issuers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime
from services.kit.ids import new_id


class Identity(Table, table=True):
    """Who a person is at an issuer: by `sub` there, never by e-mail address (RFC 9700, OIDC Core §5.7)."""

    __tablename__ = "identities"
    __table_args__ = (
        UniqueConstraint("issuer", "subject", name="uq_identities_issuer_subject"),
        Index("ix_identities_person_id", "person_id", "linked_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    issuer: str = Field(max_length=300)
    subject: str = Field(max_length=255)
    person_id: UUID = Field(foreign_key="people.id")
    linked_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
