"""Create the sessions of browsers, what was typed while a login was lost, and what was posted."""

import sqlalchemy as sa
from alembic import op

from migrations import kit_v1, kit_v2, kit_v3

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    kit_v1.create()
    kit_v2.create_joined_people()
    kit_v3.create_audit()
    op.create_table(
        "browser_sessions",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("claimed_until", Moment, nullable=True),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("ended_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id_hash", name="pk_browser_sessions"),
    )
    op.create_index("ix_browser_sessions_expires_at", "browser_sessions", ["expires_at"])
    op.create_table(
        "kept_forms",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name="pk_kept_forms"),
    )
    op.create_index("ix_kept_forms_expires_at", "kept_forms", ["expires_at"])
    op.create_table(
        "posted_forms",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(), nullable=True),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_posted_forms"),
    )
    op.create_index("ix_posted_forms_at", "posted_forms", ["at"])


def downgrade() -> None:
    for table in ("posted_forms", "kept_forms", "browser_sessions"):
        op.drop_table(table)
    kit_v3.drop_audit()
    op.drop_table("joined_people")
    kit_v1.drop()
