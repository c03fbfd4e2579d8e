"""Find the tasks about one thing, open and closed, without reading all."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_tasks_subject", "tasks", ["subject"])


def downgrade() -> None:
    op.drop_index("ix_tasks_subject", "tasks")
