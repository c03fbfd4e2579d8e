"""Give each body a row to lock, so that a member who joins at the same moment misses no notification."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bodies",
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.PrimaryKeyConstraint("orgnr", name="pk_bodies"),
    )


def downgrade() -> None:
    op.drop_table("bodies")
