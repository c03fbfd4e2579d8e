"""Index all profiles of a person, withdrawn ones too: the days agreed for one are taken for the next."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_experts_person_id", "experts", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_experts_person_id", table_name="experts")
