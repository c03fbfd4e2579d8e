"""Create device codes (RFC 8628), for programs whose user logs in on another device."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "device_codes",
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("user_hash", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=500), nullable=False),
        sa.Column("interval_seconds", sa.Integer(), nullable=False),
        sa.Column("poll_after", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("denied_at", Moment, nullable=True),
        sa.Column("used_at", Moment, nullable=True),
        sa.CheckConstraint("session_id IS NULL OR denied_at IS NULL", name="ck_device_codes_decided_once"),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_device_codes_session_id"),
        sa.PrimaryKeyConstraint("device_hash", name="pk_device_codes"),
        sa.UniqueConstraint("user_hash", name="uq_device_codes_user_hash"),
    )
    op.create_index("ix_device_codes_expires_at", "device_codes", ["expires_at"], unique=False)
    op.create_index("ix_device_codes_session_id", "device_codes", ["session_id"], unique=False)


def downgrade() -> None:
    op.drop_table("device_codes")
