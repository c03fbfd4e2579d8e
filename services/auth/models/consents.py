"""What people let bodies' apps do for them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from services.auth.models.table import Table
from services.kit import clock
from services.kit.ids import new_id
from services.kit.tables import UtcDateTime


class Consent(Table, table=True):
    """A person's yes to an app when they act for a body, with all they ever said yes to; gone once withdrawn."""

    __tablename__ = "consents"
    __table_args__ = (
        UniqueConstraint("person_id", "client_id", "orgnr", name="uq_consents_person_id_client_id_orgnr"),
        Index("ix_consents_client_id", "client_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    person_id: UUID = Field(foreign_key="people.id")
    client_id: str = Field(foreign_key="clients.client_id", max_length=64)
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    scopes: list[str] = Field(sa_type=JSON)
    given_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)  # the latest yes
