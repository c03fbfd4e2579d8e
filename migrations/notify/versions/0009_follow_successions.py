"""Store which body has taken another's place, as it is followed."""

from alembic import op

from migrations import kit_v2

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kit_v2.create_successions()


def downgrade() -> None:
    op.drop_table("successions")
