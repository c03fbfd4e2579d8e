"""Store what suggestions were computed from, which counties were shown, and which alerts were sent."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "shown_states",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("subject_id", sa.String(64), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("last_shown_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_shown_states"),
    )
    op.create_index("ix_shown_states_subject_id", "shown_states", ["subject_id"])
    op.create_index("ix_shown_states_last_shown_at", "shown_states", ["last_shown_at"])
    op.create_table(
        "told_counties",
        sa.Column("org", sa.String(9), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("county", sa.String(64), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("org", "slot", name="pk_told_counties"),
        sa.UniqueConstraint("org", "county", name="uq_told_counties_org_county"),
    )
    op.create_table(
        "alerted_needs",
        sa.Column("need_id", sa.String(64), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("need_id", name="pk_alerted_needs"),
    )
    op.create_table(
        "alerts",
        sa.Column("need_id", sa.String(64), nullable=False),
        sa.Column("expert_id", sa.String(64), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("need_id", "expert_id", name="pk_alerts"),
    )
    op.create_index("ix_alerts_expert_id_at", "alerts", ["expert_id", "at"])
    op.create_index("ix_suggestions_at", "suggestions", ["at"])


def downgrade() -> None:
    op.drop_index("ix_suggestions_at", table_name="suggestions")
    op.drop_table("alerts")
    op.drop_table("alerted_needs")
    op.drop_table("told_counties")
    op.drop_table("shown_states")
