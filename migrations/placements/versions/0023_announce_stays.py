"""Note which first and last days of stays were announced to be near."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

COLUMNS = ("start_announced", "end_announced")


def upgrade() -> None:
    for column in COLUMNS:  # not in batch: SQLite would copy the table
        op.add_column("placements", sa.Column(column, sa.Date(), nullable=True))


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_column("placements", column)
