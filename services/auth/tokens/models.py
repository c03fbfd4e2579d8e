"""The tables of authorization codes, refresh tokens and used assertions."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.auth.tables import Table
from services.kit.data.tables import UtcDateTime


class AuthorizationCode(Table, table=True):
    """A code that the client exchanges for the tokens of a login (RFC 6749 §4.1.2)."""

    __tablename__ = "authorization_codes"

    code_hash: str = Field(primary_key=True, max_length=64)
    session_id: UUID = Field(foreign_key="sessions.id", index=True)
    redirect_uri: str = Field(max_length=300)
    challenge: str = Field(max_length=43)
    nonce: str | None = Field(default=None, max_length=300)  # OpenID Connect's, for the id_token
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RefreshToken(Table, table=True):
    """Good once, for an access token and the next refresh token (RFC 6749 §6). A family shares one session."""

    __tablename__ = "refresh_tokens"

    token_hash: str = Field(primary_key=True, max_length=64)
    session_id: UUID = Field(foreign_key="sessions.id", index=True)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class UsedAssertion(Table, table=True):
    """A client's assertion that was accepted once (RFC 7523 §3, `jti`). Kept until the assertion has expired."""

    __tablename__ = "used_assertions"

    client_id: str = Field(primary_key=True, max_length=64)
    jti_hash: str = Field(primary_key=True, max_length=64)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
