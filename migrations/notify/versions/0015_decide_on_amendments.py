"""Let the three parties have a task: decide on an amendment, which is a part of its placement."""

import sqlalchemy as sa
from alembic import op

from migrations.checks import replace_check

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE = (
    "kind IN ('endorse_expert', 'prolong_endorsement', 'complete_profile', 'answer_invitation', "
    "'consider_application', 'answer_offer', 'decide_as_employee', 'decide_as_home', 'decide_as_host', "
    "'find_coordinator', 'settle_as_home', 'settle_as_host')"
)
NEW = "'amend_as_employee', 'amend_as_home', 'amend_as_host'"
AFTER = BEFORE.replace(")", f", {NEW})")


def upgrade() -> None:
    op.add_column("tasks", sa.Column("parent", sa.String(length=64), nullable=True))
    replace_check("tasks", "ck_tasks_kind", before=BEFORE, after=AFTER)


def downgrade() -> None:
    op.execute(f"DELETE FROM tasks WHERE kind IN ({NEW})")  # noqa: S608 -- our own names
    replace_check("tasks", "ck_tasks_kind", before=AFTER, after=BEFORE)
    op.drop_column("tasks", "parent")
