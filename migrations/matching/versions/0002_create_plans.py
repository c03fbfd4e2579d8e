"""Create plans with their assignments and the places they leave empty."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("org", sa.String(9), nullable=False),
        sa.Column("across", sa.Boolean(), nullable=False),
        sa.Column("caller_sub", sa.String(64), nullable=False),
        sa.Column("caller_client", sa.String(64), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(64), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_plans"),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name="ck_plans_state"),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name="ck_plans_progress"),
    )
    op.create_index("ix_plans_org_created_at", "plans", ["org", "created_at", "id"])
    op.create_index("ix_plans_state_lease_until", "plans", ["state", "lease_until"])
    op.create_table(
        "plan_assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("need_id", sa.String(64), nullable=False),
        sa.Column("expert_id", sa.String(64), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("fixed", sa.Boolean(), nullable=False),
        sa.Column("factors", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan_assignments"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_plan_assignments_plan_id", ondelete="CASCADE"),
    )
    op.create_index("ix_plan_assignments_plan_id_at", "plan_assignments", ["plan_id", "at", "id"])
    op.create_index("ix_plan_assignments_expert_id", "plan_assignments", ["expert_id"])
    op.create_table(
        "plan_gaps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("need_id", sa.String(64), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(32), nullable=False),
        sa.Column("condition", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_plan_gaps"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_plan_gaps_plan_id", ondelete="CASCADE"),
    )
    op.create_index("ix_plan_gaps_plan_id_at", "plan_gaps", ["plan_id", "at", "id"])


def downgrade() -> None:
    op.drop_table("plan_gaps")
    op.drop_table("plan_assignments")
    op.drop_table("plans")
