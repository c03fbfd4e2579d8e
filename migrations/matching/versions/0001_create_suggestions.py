"""Create the log of suggestions, and what every service has."""

import sqlalchemy as sa
from alembic import op

from migrations import kit_v1

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    kit_v1.create()
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("need_id", sa.String(64), nullable=True),
        sa.Column("expert_id", sa.String(64), nullable=True),
        sa.Column("scoring_version", sa.String(16), nullable=False),
        sa.Column("vocabulary_version", sa.String(64), nullable=False),
        sa.Column("positions", sa.JSON(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("ranking", sa.JSON(), nullable=False),
        sa.Column("caller_sub", sa.String(64), nullable=False),
        sa.Column("caller_client", sa.String(64), nullable=False),
        sa.Column("caller_org", sa.String(9), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
        sa.CheckConstraint("kind IN ('candidates', 'explanation', 'opportunities')", name="ck_suggestions_kind"),
    )
    op.create_index("ix_suggestions_need_id_at", "suggestions", ["need_id", "at"])
    op.create_index("ix_suggestions_expert_id_at", "suggestions", ["expert_id", "at"])


def downgrade() -> None:
    op.drop_table("suggestions")
    kit_v1.drop()
