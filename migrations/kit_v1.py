"""The kit's tables as every service's first migration creates them. Never change them here: add a new file."""

import sqlalchemy as sa
from alembic import op

from services.kit.ids import new_epoch

Position = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Moment = sa.DateTime(timezone=True)


def create() -> None:
    """Create the feeds with their first epoch, the positions in other services' feeds, and the idempotency keys."""
    _create_feeds()
    _create_follower_tables()
    op.create_table(
        "idempotency_keys",
        sa.Column("caller", sa.String(200), nullable=False),
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=True),
        sa.Column("location", sa.String(300), nullable=True),
        sa.Column("kept_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("caller", "key", name="pk_idempotency_keys"),
    )


def drop() -> None:
    for table in (
        "idempotency_keys",
        "parked_events",
        "follower_positions",
        "state_feed",
        "outbox_orgs",
        "outbox",
        "feed_head",
    ):
        op.drop_table(table)


def _create_feeds() -> None:
    head = op.create_table(
        "feed_head",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("epoch", sa.String(16), nullable=False),
        sa.Column("events", Position, nullable=False),
        sa.Column("states", Position, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed_head"),
        sa.CheckConstraint("id = 1", name="ck_feed_head_one_row"),
    )
    op.bulk_insert(head, [{"id": 1, "epoch": new_epoch(), "events": 0, "states": 0}])
    op.create_table(
        "outbox",
        sa.Column("n", Position, nullable=False, autoincrement=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("type", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("time", Moment, nullable=False),
        sa.Column("codes", sa.JSON, nullable=False),
        sa.Column("persons", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_outbox"),
        sa.UniqueConstraint("id", name="uq_outbox_id"),
    )
    op.create_table(
        "outbox_orgs",
        sa.Column("orgnr", sa.String(9), nullable=False),
        sa.Column("n", Position, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("orgnr", "n", name="pk_outbox_orgs"),
    )
    op.create_table(
        "state_feed",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("n", Position, nullable=False),
        sa.Column("state", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_state_feed"),
        sa.UniqueConstraint("n", name="uq_state_feed_n"),
    )


def _create_follower_tables() -> None:
    op.create_table(
        "follower_positions",
        sa.Column("follower", sa.String(64), nullable=False),
        sa.Column("position", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("follower", name="pk_follower_positions"),
    )
    op.create_table(
        "parked_events",
        sa.Column("follower", sa.String(64), nullable=False),
        sa.Column("position", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("event", sa.JSON, nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("parked_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("follower", "position", name="pk_parked_events"),
    )
    op.create_index("ix_parked_events_follower_subject", "parked_events", ["follower", "subject"])
