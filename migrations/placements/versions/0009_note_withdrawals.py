"""Store who withdrew a candidacy, and when: that side waits before it begins another of the same two."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # not in batch: on SQLite that rebuilds the table without its triggers
    op.add_column("candidacies", sa.Column("withdrawn_by", sa.String(length=16), nullable=True))
    op.add_column("candidacies", sa.Column("withdrawn_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("candidacies", "withdrawn_on")
    op.drop_column("candidacies", "withdrawn_by")
