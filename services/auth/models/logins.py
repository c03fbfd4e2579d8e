"""What a login leaves behind."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.auth.models.table import Table
from services.kit.tables import UtcDateTime


class AuthorizationCode(Table, table=True):
    """What a person agreed to at login, until the client fetches its token (RFC 6749 §4.1.2)."""

    __tablename__ = "authorization_codes"

    code_hash: str = Field(primary_key=True, max_length=64)
    client_id: str = Field(max_length=64)
    redirect_uri: str = Field(max_length=300)
    challenge: str = Field(max_length=43)
    scope: str = Field(max_length=500)
    person_id: UUID = Field(foreign_key="people.id")
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
