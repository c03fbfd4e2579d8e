"""Find a person's candidacies and placements in the order in which they are listed."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("candidacies", "placements")


def upgrade() -> None:
    for table in TABLES:
        op.drop_index(f"ix_{table}_person_id", table_name=table)
        op.create_index(f"ix_{table}_person_id", table, ["person_id", "created_at", "id"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_index(f"ix_{table}_person_id", table_name=table)
        op.create_index(f"ix_{table}_person_id", table, ["person_id"])
