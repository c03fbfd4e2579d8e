"""The tables of OAuth clients and of people's consents to apps."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from services.auth.clients.domain import AuthMethod, ClientKind
from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.scheme.roles import Role

# A body's system has a role and a body. An app acts for people in their roles: a public one has none itself.
_ACTS_FOR = "(kind = 'agency') = (role IS NOT NULL) AND (kind = 'public' OR (kind = 'agency') = (orgnr IS NOT NULL))"


class Client(Table, table=True):
    """An OAuth client (RFC 6749 §2): one of ours, or with an `orgnr` a body's."""

    __tablename__ = "clients"
    __table_args__ = (
        CheckConstraint(one_of("kind", ClientKind), name="kind"),
        CheckConstraint(one_of("role", Role), name="role"),
        CheckConstraint(_ACTS_FOR, name="acts_for"),
        CheckConstraint(one_of("token_endpoint_auth_method", AuthMethod), name="token_endpoint_auth_method"),
        CheckConstraint("(kind = 'public') = (token_endpoint_auth_method = 'none')", name="public"),
        CheckConstraint(
            "(token_endpoint_auth_method = 'client_secret_basic') = (secret_hash IS NOT NULL)", name="secret"
        ),
        Index("ix_clients_orgnr", "orgnr", "created_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    client_id: str = Field(max_length=64, unique=True)
    kind: str = Field(max_length=16)
    name: str = Field(max_length=200)
    token_endpoint_auth_method: str = Field(default=AuthMethod.SECRET, max_length=32)
    secret_hash: str | None = Field(default=None, max_length=64)
    old_secret_hash: str | None = Field(default=None, max_length=64)  # works until old_secret_until
    old_secret_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    public_keys: dict[str, dict[str, str]] = Field(default_factory=dict, sa_type=JSON)  # by kid: n, e, added_at
    scopes: list[str] = Field(sa_type=JSON)
    redirect_uris: list[str] = Field(sa_type=JSON)
    post_logout_redirect_uris: list[str] = Field(default_factory=list, sa_type=JSON)
    orgnr: str | None = Field(default=None, foreign_key="organisations.orgnr", max_length=9)
    role: str | None = Field(default=None, max_length=16)

    @property
    def is_app(self) -> bool:
        """People log in with it. It has no token of its own, so the role that a body's row must have goes unused."""
        return bool(self.redirect_uris)


class Consent(Table, table=True):
    """A person's consent to an app for one body: all scopes they ever said yes to. Withdrawal deletes it."""

    __tablename__ = "consents"
    __table_args__ = (
        UniqueConstraint("person_id", "client_id", "orgnr", name="uq_consents_person_id_client_id_orgnr"),
        Index("ix_consents_client_id", "client_id"),
        Index("ix_consents_person_id", "person_id", "given_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    person_id: UUID = Field(foreign_key="people.id")
    client_id: str = Field(foreign_key="clients.client_id", max_length=64)
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    scopes: list[str] = Field(sa_type=JSON)
    given_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)  # the latest yes
