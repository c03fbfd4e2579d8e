"""A disclosure that has ended is told apart from one that ran out: a stay prolongs only the latter."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("disclosures", sa.Column("ended", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE disclosures SET ended = true WHERE ends_at <= CURRENT_TIMESTAMP")


def downgrade() -> None:
    op.drop_column("disclosures", "ended")
