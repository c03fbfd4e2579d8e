"""Find untouched profiles by an index that SQLite does not take for browsing: a page read every available profile."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_experts_state_touched_at", table_name="experts")
    op.create_index("ix_experts_touched_at", "experts", ["touched_at", "state"])


def downgrade() -> None:
    op.drop_index("ix_experts_touched_at", table_name="experts")
    op.create_index("ix_experts_state_touched_at", "experts", ["state", "touched_at"])
