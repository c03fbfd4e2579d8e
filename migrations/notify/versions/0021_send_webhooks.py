"""Send webhooks: where bodies' events are sent, the events, and the calls that were tried."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "webhook_event_orgs",
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("n", POSITION, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("orgnr", "n", name=op.f("pk_webhook_event_orgs")),
    )
    op.create_table(
        "webhook_events",
        sa.Column("n", POSITION, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("feed_position", sa.String(length=64), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_webhook_events")),
        sa.UniqueConstraint("id", name=op.f("uq_webhook_events_id")),
    )
    op.create_index(op.f("ix_webhook_events_received_at"), "webhook_events", ["received_at"])

    op.create_table(
        "webhook_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", POSITION, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_webhook_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_head")),
    )
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("types", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("secret", sa.String(length=200), nullable=False),
        sa.Column("old_secret", sa.String(length=200), nullable=True),
        sa.Column("old_secret_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", POSITION, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("test_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(state = 'disabled') = (reason IS NOT NULL)", name=op.f("ck_webhooks_disabled")),
        sa.CheckConstraint(
            "reason IN ('not_confirmed', 'gone', 'failing', 'body_left')", name=op.f("ck_webhooks_reason")
        ),
        sa.CheckConstraint("state IN ('unconfirmed', 'active', 'paused', 'disabled')", name=op.f("ck_webhooks_state")),
        sa.CheckConstraint("(old_secret IS NULL) = (old_secret_until IS NULL)", name=op.f("ck_webhooks_old_secret")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_index("ix_webhooks_orgnr", "webhooks", ["orgnr", "created_at", "id"])
    op.create_index("ix_webhooks_state_next_try_at", "webhooks", ["state", "next_try_at"])

    op.create_table(
        "webhook_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.String(length=36), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("position", POSITION, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.id"], name=op.f("fk_webhook_attempts_webhook_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_attempts")),
    )
    op.create_index(op.f("ix_webhook_attempts_at"), "webhook_attempts", ["at"])
    op.create_index("ix_webhook_attempts_webhook_id_at", "webhook_attempts", ["webhook_id", "at", "id"])


def downgrade() -> None:
    for table in ("webhook_attempts", "webhooks", "webhook_head", "webhook_events", "webhook_event_orgs"):
        op.drop_table(table)
