"""Index the log of suggestions by who they were shown to, so that a repeated one is found."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_suggestions_caller_sub_at", "suggestions", ["caller_sub", "at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_suggestions_caller_sub_at", table_name="suggestions")
