"""Store when a candidacy or a placement came to its end."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLES = ("candidacies", "placements")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_column(table, "ended_at")
