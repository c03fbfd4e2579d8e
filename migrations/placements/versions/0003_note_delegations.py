"""Store by which delegation a decision was taken; each allows one decision."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # not in batch: on SQLite that rebuilds the table without the triggers that keep it append-only
    op.add_column("decisions", sa.Column("delegation_id", sa.Uuid(), nullable=True))
    op.create_index("uq_decisions_delegation_id", "decisions", ["delegation_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_decisions_delegation_id", table_name="decisions")
    op.drop_column("decisions", "delegation_id")
