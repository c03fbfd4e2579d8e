"""Store which accounts ended in another of the same person, so that later events find the person."""

from alembic import op

from migrations import kit_v2

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kit_v2.create_joined_people()


def downgrade() -> None:
    op.drop_table("joined_people")
