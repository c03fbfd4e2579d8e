"""Let bodies join and leave: their state, proposals, and what Enhetsregisteret said."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
WAITING = sa.text("state = 'proposed'")


def upgrade() -> None:
    with op.batch_alter_table("organisations") as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("state", sa.String(length=16), nullable=False, server_default="joined"))
        table.add_column(sa.Column("left_at", Moment, nullable=True))
        table.create_check_constraint("state", "state IN ('joined', 'left')")
    with op.batch_alter_table("organisations") as table:  # the defaults were for existing rows only
        table.alter_column("version", existing_type=sa.Integer(), server_default=None)
        table.alter_column("state", existing_type=sa.String(length=16), server_default=None)
    _create_proposals()
    op.create_table(
        "register_entries",
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("registered", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("sector_code", sa.String(length=8), nullable=True),
        sa.Column("at", Moment, nullable=False),
        sa.CheckConstraint("registered IN ('known', 'unknown', 'removed')", name="ck_register_entries_registered"),
        sa.PrimaryKeyConstraint("orgnr", name="pk_register_entries"),
    )
    op.create_index("ix_letters_ordered_at", "letters", ["ordered_at"], unique=False)


def _create_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", Moment, nullable=True),
        sa.Column("decided_at", Moment, nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.CheckConstraint("state IN ('asked', 'proposed', 'accepted', 'rejected')", name="ck_proposals_state"),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.UniqueConstraint("token_hash", name="uq_proposals_token_hash"),
    )
    op.create_index("ix_proposals_created_at_id", "proposals", ["created_at", "id"], unique=False)
    op.create_index(
        "uq_proposals_waiting",
        "proposals",
        ["orgnr"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )


def downgrade() -> None:
    """Bodies that had left stay in the table: in the earlier schema no body can leave."""
    op.drop_index("ix_letters_ordered_at", table_name="letters")
    op.drop_table("register_entries")
    op.drop_index("uq_proposals_waiting", table_name="proposals", sqlite_where=WAITING, postgresql_where=WAITING)
    op.drop_index("ix_proposals_created_at_id", table_name="proposals")
    op.drop_table("proposals")
    with op.batch_alter_table("organisations") as table:
        table.drop_constraint(op.f("ck_organisations_state"), type_="check")
        table.drop_column("left_at")
        table.drop_column("state")
        table.drop_column("version")
