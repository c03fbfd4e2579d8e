"""Store with what employees answer offers and the terms of placements."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
LIVE = sa.text("state = 'proposed'")


def upgrade() -> None:
    op.create_table(
        "terms_proposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidacy_id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=True),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("percentage", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("ended_at", Moment, nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('proposed', 'adopted', 'declined', 'withdrawn', 'expired')", name="ck_terms_proposals_state"
        ),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacies.id"], name="fk_terms_proposals_candidacy_id"),
        sa.ForeignKeyConstraint(["placement_id"], ["placements.id"], name="fk_terms_proposals_placement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_terms_proposals"),
    )
    op.create_index(
        "uq_terms_proposals_live",
        "terms_proposals",
        ["candidacy_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_index("ix_terms_proposals_candidacy_id", "terms_proposals", ["candidacy_id", "created_at", "id"])


def downgrade() -> None:
    op.drop_table("terms_proposals")
