"""auth's tables."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from services.auth.domain import ClientKind
from services.kit import clock
from services.kit.access import Role
from services.kit.ids import new_id
from services.kit.tables import UtcDateTime, service_registry

_LIVE = text("ended_at IS NULL")
_ACTIVE = text("active")
_ROLES = ", ".join(f"'{role}'" for role in Role)
_KINDS = ", ".join(f"'{kind}'" for kind in ClientKind)


class Table(SQLModel, registry=service_registry()):
    """What auth keeps."""


class Organisation(Table, table=True):
    """A public body of the scheme."""

    __tablename__ = "organisations"
    __table_args__ = (Index("ix_organisations_joined_at_id", "joined_at", "id"),)

    orgnr: str = Field(primary_key=True, max_length=9)
    id: UUID = Field(default_factory=new_id, unique=True)
    joined_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    level: str = Field(max_length=32)
    sector: str = Field(max_length=32)
    name_nb: str = Field(max_length=200)
    name_nn: str = Field(max_length=200)
    name_en: str = Field(max_length=200)


class Person(Table, table=True):
    """Somebody with a local account."""

    __tablename__ = "people"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    email: str = Field(max_length=200, unique=True)
    name: str = Field(max_length=200)
    language: str = Field(max_length=2)
    password_hash: str = Field(max_length=200)


class Membership(Table, table=True):
    """A person's role in a body, until it ends; the highest one, which implies the others."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint(f"role IN ({_ROLES})", name="role"),
        Index("uq_memberships_live", "person_id", "orgnr", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_memberships_orgnr", "orgnr", "since", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    person_id: UUID = Field(foreign_key="people.id")
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    role: str = Field(max_length=16)
    since: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Invitation(Table, table=True):
    """A single-use permission to join a body in a role."""

    __tablename__ = "invitations"
    __table_args__ = (CheckConstraint(f"role IN ({_ROLES})", name="role"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    email: str = Field(max_length=200)
    role: str = Field(max_length=16)
    language: str = Field(max_length=2)
    token_hash: str = Field(max_length=64, unique=True)
    invited_by: str | None = Field(default=None, max_length=64)  # None: by whoever runs the scheme
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Client(Table, table=True):
    """An OAuth client (RFC 6749 §2)."""

    __tablename__ = "clients"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="kind"),
        CheckConstraint(f"role IN ({_ROLES})", name="role"),
        CheckConstraint("(kind = 'agency') = (orgnr IS NOT NULL AND role IS NOT NULL)", name="acts_for"),
        CheckConstraint("(kind = 'public') = (secret_hash IS NULL)", name="secret"),
        Index("ix_clients_orgnr", "orgnr", "created_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    client_id: str = Field(max_length=64, unique=True)
    kind: str = Field(max_length=16)
    name: str = Field(max_length=200)
    secret_hash: str | None = Field(default=None, max_length=64)
    scopes: list[str] = Field(sa_type=JSON)
    redirect_uris: list[str] = Field(sa_type=JSON)
    orgnr: str | None = Field(default=None, foreign_key="organisations.orgnr", max_length=9)
    role: str | None = Field(default=None, max_length=16)


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


class GuessCount(Table, table=True):
    """Recent wrong passwords of one account or from one address, by a hash of its name."""

    __tablename__ = "guess_counts"

    key: str = Field(primary_key=True, max_length=64)
    failures: int
    last_at: datetime = Field(sa_type=UtcDateTime, index=True)


class SigningKey(Table, table=True):
    """A key that tokens are signed with: the private part encrypted, the public part as a JWK."""

    __tablename__ = "signing_keys"
    __table_args__ = (
        Index("uq_signing_keys_active", "active", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
    )

    kid: str = Field(primary_key=True, max_length=64)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    active: bool = True  # one at a time
    private_pem: str
    public: dict[str, str] = Field(sa_type=JSON)
