"""Note when candidacies and placements last changed, and list them by that, and placements by their first days.

Those that exist count as changed today: whoever asks what has changed gets each of them once.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

CONCERNS = ("person_id", "home_org", "host_org")
LISTED = (("candidacies", "updated_at"), ("placements", "starts"), ("placements", "updated_at"))


def upgrade() -> None:
    # not in batch: SQLite would copy the tables
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
    for table in ("candidacies", "placements"):
        op.add_column(table, sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, server_default=now))
    for table, column in LISTED:
        for concern in CONCERNS:
            op.create_index(f"ix_{table}_{concern}_{column}", table, [concern, "state", column, "id"])


def downgrade() -> None:
    for table, column in reversed(LISTED):
        for concern in reversed(CONCERNS):
            op.drop_index(f"ix_{table}_{concern}_{column}", table_name=table)
    op.drop_column("placements", "updated_at")
    op.drop_column("candidacies", "updated_at")
