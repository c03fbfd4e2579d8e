"""Store which accounts ended in another of the same person, and who was renamed."""

import sqlalchemy as sa
from alembic import op

from migrations import kit_v2

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kit_v2.create_joined_people()
    op.create_table(
        "renames",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_renames"),
    )


def downgrade() -> None:
    op.drop_table("renames")
    op.drop_table("joined_people")
