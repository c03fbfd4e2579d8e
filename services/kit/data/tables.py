"""The tables every service has beside its own: feeds, positions in others' feeds, joined people, idempotency keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def one_of(column: str, values: Iterable[str]) -> str:
    """The SQL condition that a column holds one of these values."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC on both databases; SQLite would drop the zone and PostgreSQL shift it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class SortedText(TypeDecorator[str]):
    """Text that sorts by code point on both databases, so that both give lists in the same order."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())


HASH_SIGNS = 64  # SHA-256 in hexadecimal
GENESIS = "0" * HASH_SIGNS  # what the first row of the audit follows

# SQLite only numbers INTEGER PRIMARY KEY; PostgreSQL's feeds outgrow 32 bits first
Position = BigInteger().with_variant(Integer(), "sqlite")


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model, for statements that need no objects: those cost several times the statement itself."""
    return model.metadata.tables[str(model.__tablename__)]


def service_registry() -> registry:
    """A registry of a service's own: SQLModel's is global, and same-named tables of two services collide in it."""
    own = registry(metadata=MetaData(naming_convention=NAMING))
    tables_for(own.metadata)
    return own


@dataclass(frozen=True, kw_only=True)
class KitTables:
    feed_head: Table
    outbox: Table
    outbox_orgs: Table
    state_feed: Table
    follower_positions: Table
    parked_events: Table
    joined_people: Table
    idempotency_keys: Table
    audit_trail: Table


def tables_for(metadata: MetaData) -> KitTables:
    """The kit's tables in a service's metadata; added at the first call, found again afterwards."""
    if "feed_head" not in metadata.tables:
        _add_feed_tables(metadata)
        _add_follower_tables(metadata)
        _add_people_table(metadata)
        _add_idempotency_table(metadata)
        _add_audit_table(metadata)
    return KitTables(**{name: metadata.tables[name] for name in KitTables.__dataclass_fields__})


def _add_feed_tables(metadata: MetaData) -> None:
    Table(
        "feed_head",  # one row: its lock is the feed lock, its numbers are the last positions that were used
        metadata,
        Column("id", Integer, CheckConstraint("id = 1", name="one_row"), primary_key=True),
        Column("epoch", String(16), nullable=False),
        Column("events", Position, nullable=False),
        Column("states", Position, nullable=False),
        # the last row of the audit; the database moves both with each row
        Column("audited", Position, nullable=False, server_default="0"),
        Column("audit_hash", String(HASH_SIGNS), nullable=False, server_default=GENESIS),
    )
    Table(
        "outbox",
        metadata,
        Column("n", Position, primary_key=True, autoincrement=False),
        Column("id", String(36), nullable=False, unique=True),
        Column("type", String(64), nullable=False),
        Column("subject", String(64), nullable=False),
        Column("version", Integer, nullable=False),
        Column("time", UtcDateTime, nullable=False),
        Column("codes", JSON, nullable=False),
        Column("persons", JSON, nullable=False),
    )
    Table(
        "outbox_orgs",  # the bodies an event concerns, so that an agency's client gets only its own
        metadata,
        Column("orgnr", String(9), primary_key=True),
        Column("n", Position, primary_key=True, autoincrement=False),
    )
    Table(
        "state_feed",
        metadata,
        Column("id", String(64), primary_key=True),
        Column("n", Position, nullable=False, unique=True),
        Column("state", JSON(none_as_null=True), nullable=True),  # null is a tombstone
    )


def _add_follower_tables(metadata: MetaData) -> None:
    Table(
        "follower_positions",
        metadata,
        Column("follower", String(64), primary_key=True),
        Column("position", String(64), nullable=False),
    )
    Table(
        "parked_events",
        metadata,
        Column("follower", String(64), primary_key=True),
        Column("position", String(64), primary_key=True),
        Column("subject", String(64), nullable=False),
        Column("event", JSON, nullable=False),
        Column("reason", String(200), nullable=False),
        Column("parked_at", UtcDateTime, nullable=False),
        Index(None, "follower", "subject"),
    )


def _add_people_table(metadata: MetaData) -> None:
    Table(
        "joined_people",  # accounts that ended in another of the same person, followed over auth's feed
        metadata,
        Column("person_id", String(64), primary_key=True),
        Column("joined_into", String(64), nullable=False, index=True),
        Column("joined_at", UtcDateTime, nullable=False),
    )


def _add_audit_table(metadata: MetaData) -> None:
    Table(
        "audit_trail",  # codes and ids; each row follows the one before, and the database refuses to change any
        metadata,
        Column("n", Position, primary_key=True, autoincrement=False),
        Column("time", UtcDateTime, nullable=False),
        Column("verb", String(64), nullable=False),
        Column("subject", String(64), nullable=False),
        Column("version", Integer, nullable=False),
        Column("event", Position, nullable=True),  # its number on the feed; null where none is emitted
        Column("person", String(64), nullable=True),
        Column("client_id", String(64), nullable=True),
        Column("org", String(9), nullable=True),  # the body acted for
        Column("parties", String(64), nullable=False),  # whom they spoke for, with commas
        Column("let_by", String(64), nullable=True),
        Column("reason", String(64), nullable=True),
        Column("cause", String(200), nullable=True),  # what acted by itself: a job, an event, a command
        Column("request_id", String(64), nullable=False),
        Column("digest", String(HASH_SIGNS), nullable=False),
        Column("previous", String(HASH_SIGNS), nullable=False),
        Column("hash", String(HASH_SIGNS), nullable=False),
        Index(None, "subject", "n"),
    )


def _add_idempotency_table(metadata: MetaData) -> None:
    Table(
        "idempotency_keys",  # status, place and version of the first answer, never its body
        metadata,
        Column("caller", String(200), primary_key=True),
        Column("key", String(128), primary_key=True),
        Column("fingerprint", String(64), nullable=False),
        Column("status", Integer, nullable=True),
        Column("location", String(300), nullable=True),
        Column("kept_at", UtcDateTime, nullable=False),
    )
