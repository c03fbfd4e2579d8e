"""The tables of people, their addresses and their memberships."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.scheme.roles import Role

_LIVE = text("ended_at IS NULL")


class Person(Table, table=True):
    """Somebody with a password, an identity at an issuer, or both. `email` is the primary one of their addresses."""

    __tablename__ = "people"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    email: str = Field(max_length=200, unique=True)
    name: str = Field(max_length=200)
    language: str = Field(max_length=2)
    password_hash: str | None = Field(default=None, max_length=200)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # from then on they neither log in nor act
    joined_into: UUID | None = None  # the account of the same person that this one was joined into, and ended


class Address(Table, table=True):
    """A mail address of one person and of nobody else. A mailed link proves it (0015).

    Only the first address of an account can be unproven; every other is added when it is proven.
    """

    __tablename__ = "addresses"
    __table_args__ = (Index("ix_addresses_person_id", "person_id", "added_at", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    email: str = Field(max_length=200, unique=True)
    person_id: UUID = Field(foreign_key="people.id")
    added_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    proven_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Membership(Table, table=True):
    """A person's role in a body, until it ends; the highest one, which implies the others."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint(one_of("role", Role), name="role"),
        Index("uq_memberships_live", "person_id", "orgnr", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_memberships_orgnr", "orgnr", "since", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    person_id: UUID = Field(foreign_key="people.id")
    orgnr: str = Field(foreign_key="organisations.orgnr", max_length=9)
    role: str = Field(max_length=16)
    department: str | None = Field(default=None, max_length=64)
    until: date | None = None  # of a substitute: the last day in the role
    reverts_to: str | None = Field(default=None, max_length=16)  # the role after that day; None: the membership ends
    since: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
