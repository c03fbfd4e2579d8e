"""The table of mail domains."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime
from services.kit.ids import new_id

_VERIFIED = text("verified_at IS NOT NULL")


class MailDomain(Table, table=True):
    """A domain in which a body says its people have addresses. A verified domain belongs to one body only."""

    __tablename__ = "mail_domains"
    __table_args__ = (
        UniqueConstraint("orgnr", "domain", name="uq_mail_domains_orgnr_domain"),
        Index("uq_mail_domains_verified", "domain", unique=True, sqlite_where=_VERIFIED, postgresql_where=_VERIFIED),
        Index("ix_mail_domains_orgnr", "orgnr", "added_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    domain: str = Field(max_length=200)
    added_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
