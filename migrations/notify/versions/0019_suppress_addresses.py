"""Suppress addresses that refuse mail, pause channels, and keep what a server answered."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # not in batch: SQLite would copy the table
    op.add_column("deliveries", sa.Column("reply", sa.String(length=16), nullable=True))
    op.add_column("deliveries", sa.Column("sent_to", sa.String(length=64), nullable=True))
    op.create_table(
        "suppressions",
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address_hash", name=op.f("pk_suppressions")),
    )
    op.create_index("ix_suppressions_since", "suppressions", ["since"])
    op.create_table(
        "pauses",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_pauses")),
    )


def downgrade() -> None:
    op.drop_table("pauses")
    op.drop_table("suppressions")
    op.drop_column("deliveries", "sent_to")
    op.drop_column("deliveries", "reply")
