"""Let experts ask to be notified when a new need fits."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # no batch: SQLite would copy the table, and dropping the old one would cascade to everything below an expert
    op.add_column("experts", sa.Column("alerts", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("experts", "alerts")
