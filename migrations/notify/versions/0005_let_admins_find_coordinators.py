"""Let administrators have a task: find a coordinator for a body without one."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = (
    "kind IN ('endorse_expert', 'complete_profile', 'answer_invitation', 'consider_application', "
    "'answer_offer', 'decide_as_employee', 'decide_as_home', 'decide_as_host'{more})"
)


FIRST, NOW = "ck_tasks_kind", "kind"  # the convention puts ck_tasks_ before both


def upgrade() -> None:
    _allow(", 'find_coordinator'", instead_of=FIRST, named=NOW)


def downgrade() -> None:
    op.execute("DELETE FROM tasks WHERE kind = 'find_coordinator'")
    _allow("", instead_of=NOW, named=FIRST)


def _allow(more: str, *, instead_of: str, named: str) -> None:
    with op.batch_alter_table("tasks") as table:
        table.drop_constraint(op.f(f"ck_tasks_{instead_of}"), type_="check")
        table.create_check_constraint(named, BEFORE.format(more=more))
