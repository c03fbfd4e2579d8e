"""List open tasks by their deadline: what has none stands behind all others, and never expires."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_OPEN = sa.text("closed_at IS NULL")
NEVER = "9000-01-01 00:00:00.000000"


def upgrade() -> None:
    # not in batch: SQLite would copy the table
    op.add_column("tasks", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, server_default=NEVER))
    op.execute("UPDATE tasks SET expires_at = due WHERE due IS NOT NULL AND closed_at IS NULL")
    op.create_index(
        "ix_tasks_expires_at",
        "tasks",
        ["audience", "expires_at", "id"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def downgrade() -> None:
    op.drop_index("ix_tasks_expires_at", table_name="tasks")
    op.drop_column("tasks", "expires_at")
