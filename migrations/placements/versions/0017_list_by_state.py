"""List candidacies and placements by state, by need and by expert, in the order of the page."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLES = ("candidacies", "placements")
CONCERNS = ("person_id", "home_org", "host_org")
WIDENED = (("candidacies", "need_id"), ("placements", "need_id"), ("placements", "expert_id"))
ORDER = ["created_at", "id"]


def upgrade() -> None:
    for table, column in WIDENED:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
        op.create_index(f"ix_{table}_{column}", table, [column, *ORDER])
    op.create_index("ix_candidacies_expert_id", "candidacies", ["expert_id", *ORDER])
    for table in TABLES:
        for column in CONCERNS:
            op.create_index(f"ix_{table}_{column}_state", table, [column, "state", *ORDER])


def downgrade() -> None:
    for table in reversed(TABLES):
        for column in reversed(CONCERNS):
            op.drop_index(f"ix_{table}_{column}_state", table_name=table)
    op.drop_index("ix_candidacies_expert_id", table_name="candidacies")
    for table, column in reversed(WIDENED):
        op.drop_index(f"ix_{table}_{column}", table_name=table)
        op.create_index(f"ix_{table}_{column}", table, [column])
