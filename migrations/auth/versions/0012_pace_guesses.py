"""Limit guesses by a rate instead of counting them, and recognise known browsers."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.drop_table("guess_counts")  # it held the last 15 minutes only
    op.create_table(
        "guess_gates",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("paced_to", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_guess_gates"),
    )
    op.create_index("ix_guess_gates_paced_to", "guess_gates", ["paced_to"], unique=False)
    op.create_table(
        "known_browsers",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("used_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_known_browsers_person_id"),
        sa.PrimaryKeyConstraint("key", name="pk_known_browsers"),
    )
    op.create_index("ix_known_browsers_person_id", "known_browsers", ["person_id"], unique=False)
    op.create_index("ix_known_browsers_used_at", "known_browsers", ["used_at"], unique=False)


def downgrade() -> None:
    op.drop_table("known_browsers")
    op.drop_table("guess_gates")
    op.create_table(
        "guess_counts",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_guess_counts"),
    )
    op.create_index("ix_guess_counts_last_at", "guess_counts", ["last_at"], unique=False)
