"""A need can name the municipality where the work is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("needs", sa.Column("municipality", sa.String(4), nullable=True))


def downgrade() -> None:
    op.drop_column("needs", "municipality")
