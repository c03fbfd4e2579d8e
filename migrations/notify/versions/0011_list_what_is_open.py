"""Find open tasks and unread messages without those that are closed and read."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OPEN, UNREAD = sa.text("closed_at IS NULL"), sa.text("read_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_tasks_open", "tasks", ["audience", "opened_at", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index(
        "ix_messages_unread", "messages", ["person_id", "at", "id"], sqlite_where=UNREAD, postgresql_where=UNREAD
    )


def downgrade() -> None:
    op.drop_index("ix_messages_unread", table_name="messages")
    op.drop_index("ix_tasks_open", table_name="tasks")
