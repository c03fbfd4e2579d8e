"""Store whose news a mail is and which pair it is about, so that they can be counted."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("announcements", "deliveries")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("sender", sa.String(length=64), nullable=True))
        op.add_column(table, sa.Column("pair", sa.String(length=80), nullable=True))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_column(table, "pair")
        op.drop_column(table, "sender")
