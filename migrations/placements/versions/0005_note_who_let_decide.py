"""Store who delegated a decision: it counts as theirs too."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # not in batch: on SQLite that rebuilds the table without the triggers that keep it append-only
    op.add_column("decisions", sa.Column("let_by", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("decisions", "let_by")
