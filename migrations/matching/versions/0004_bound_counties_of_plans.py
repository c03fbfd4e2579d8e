"""Store for each plan the counties that must not be shown of its hidden experts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # no batch: SQLite would copy the table, and dropping the old one would cascade to the lines of every plan
    op.add_column("plans", sa.Column("untold", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("plans", "untold")
