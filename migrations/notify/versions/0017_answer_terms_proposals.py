"""Let hosts and home agencies have a task: answer the terms that an employee proposes."""

from alembic import op

from migrations.checks import replace_check

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BEFORE = (
    "kind IN ('endorse_expert', 'prolong_endorsement', 'complete_profile', 'answer_invitation', "
    "'consider_application', 'answer_offer', 'decide_as_employee', 'decide_as_home', 'decide_as_host', "
    "'find_coordinator', 'settle_as_home', 'settle_as_host', 'amend_as_employee', 'amend_as_home', 'amend_as_host')"
)
NEW = "'answer_terms_of_offer', 'answer_terms_as_home', 'answer_terms_as_host'"
AFTER = BEFORE.replace("'amend_as_host'", f"'amend_as_host', {NEW}")


def upgrade() -> None:
    replace_check("tasks", "ck_tasks_kind", before=BEFORE, after=AFTER)


def downgrade() -> None:
    op.execute(f"DELETE FROM tasks WHERE kind IN ({NEW})")  # noqa: S608 -- our own names
    replace_check("tasks", "ck_tasks_kind", before=AFTER, after=BEFORE)
