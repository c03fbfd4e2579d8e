"""Store hosts' shortlists, and what employee and host write to each other."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
SHORTLISTED = sa.text("shortlisted_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("candidacies", sa.Column("shortlist_version", sa.Integer(), server_default="0", nullable=False))
    op.add_column("candidacies", sa.Column("shortlisted_at", Moment, nullable=True))
    op.add_column("candidacies", sa.Column("shortlist_note", sa.String(), nullable=True))
    op.create_index(
        "ix_candidacies_shortlist",
        "candidacies",
        ["host_org", "created_at", "id"],
        sqlite_where=SHORTLISTED,
        postgresql_where=SHORTLISTED,
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidacy_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.CheckConstraint("side IN ('employee', 'host')", name="ck_messages_side"),
        sa.CheckConstraint("number BETWEEN 1 AND 20", name="ck_messages_most"),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacies.id"], name="fk_messages_candidacy_id"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    op.create_index("uq_messages_number", "messages", ["candidacy_id", "number"], unique=True)
    op.create_index("ix_messages_candidacy_id", "messages", ["candidacy_id", "at", "id"])


def downgrade() -> None:
    op.drop_table("messages")
    op.drop_index("ix_candidacies_shortlist", table_name="candidacies")
    for column in ("shortlist_note", "shortlisted_at", "shortlist_version"):
        op.drop_column("candidacies", column)
