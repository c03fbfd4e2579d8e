"""List tasks and messages by when they last changed.

Those that exist count as changed today: whoever asks what has changed gets each of them once.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

OWNERS = {"tasks": "audience", "messages": "person_id"}
# of what is open, or unread; without statistics SQLite counts by the index that was made last
OF_FEW = {"tasks": ("ix_tasks_open", "opened_at", "closed_at"), "messages": ("ix_messages_unread", "at", "read_at")}


def upgrade() -> None:
    # not in batch: SQLite would copy the table
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
    for table, owner in OWNERS.items():
        op.add_column(table, sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, server_default=now))
        op.create_index(f"ix_{table}_updated_at", table, [owner, "updated_at", "id"])
        _make_last(table, owner, *OF_FEW[table])


def downgrade() -> None:
    for table in OWNERS:
        op.drop_index(f"ix_{table}_updated_at", table_name=table)
        op.drop_column(table, "updated_at")


def _make_last(table: str, owner: str, name: str, moment: str, ends: str) -> None:
    still = sa.text(f"{ends} IS NULL")
    op.drop_index(name, table_name=table)
    op.create_index(name, table, [owner, moment, "id"], sqlite_where=still, postgresql_where=still)
