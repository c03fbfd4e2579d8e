"""Store which body has taken another's place, as it is followed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "successions",
        sa.Column("predecessor", sa.String(length=9), nullable=False),
        sa.Column("successor", sa.String(length=9), nullable=False),
        sa.PrimaryKeyConstraint("predecessor", name="pk_successions"),
    )


def downgrade() -> None:
    op.drop_table("successions")
