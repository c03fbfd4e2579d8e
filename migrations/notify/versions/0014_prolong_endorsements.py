"""Let home have a task: prolong an endorsement that runs out soon."""

from alembic import op

from migrations.checks import replace_check

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BEFORE = (
    "kind IN ('endorse_expert', 'complete_profile', 'answer_invitation', 'consider_application', "
    "'answer_offer', 'decide_as_employee', 'decide_as_home', 'decide_as_host', 'find_coordinator', "
    "'settle_as_home', 'settle_as_host')"
)
AFTER = BEFORE.replace("'endorse_expert', ", "'endorse_expert', 'prolong_endorsement', ")


def upgrade() -> None:
    replace_check("tasks", "ck_tasks_kind", before=BEFORE, after=AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM tasks WHERE kind = 'prolong_endorsement'")
    replace_check("tasks", "ck_tasks_kind", before=AFTER, after=BEFORE)
