"""Let the three parties have a task: decide on an amendment, which is a part of its placement."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KINDS = (
    "kind IN ('endorse_expert', 'prolong_endorsement', 'complete_profile', 'answer_invitation', "
    "'consider_application', 'answer_offer', 'decide_as_employee', 'decide_as_home', 'decide_as_host', "
    "'find_coordinator', 'settle_as_home', 'settle_as_host'{more})"
)
NEW = "'amend_as_employee', 'amend_as_home', 'amend_as_host'"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("parent", sa.String(length=64), nullable=True))
    _allow(f", {NEW}")


def downgrade() -> None:
    op.execute(f"DELETE FROM tasks WHERE kind IN ({NEW})")  # noqa: S608 -- our own names
    _allow("")
    op.drop_column("tasks", "parent")


def _allow(more: str) -> None:
    with op.batch_alter_table("tasks") as table:
        table.drop_constraint(op.f("ck_tasks_kind"), type_="check")
        table.create_check_constraint("kind", KINDS.format(more=more))
