"""A task shows the reference of its candidacy or placement."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tasks", sa.Column("reference", sa.String(length=16), nullable=True))


def downgrade() -> None:
    op.drop_column("tasks", "reference")
