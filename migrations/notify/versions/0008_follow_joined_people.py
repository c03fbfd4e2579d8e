"""Store which accounts ended in another of the same person, so that later events find the person."""

import sqlalchemy as sa
from alembic import op

from services.kit.data.tables import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "joined_people",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("joined_into", sa.String(length=64), nullable=False),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_joined_people"),
    )
    op.create_index("ix_joined_people_joined_into", "joined_people", ["joined_into"])


def downgrade() -> None:
    op.drop_table("joined_people")
