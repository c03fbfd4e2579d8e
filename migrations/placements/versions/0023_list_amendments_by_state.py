"""List the amendments of a stay by their state."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_amendments_placement_id_state", "amendments", ["placement_id", "state", "created_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_amendments_placement_id_state", table_name="amendments")
