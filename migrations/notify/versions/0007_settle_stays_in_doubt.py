"""Let home and host have a task: settle a stay that is in doubt."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BEFORE = (
    "kind IN ('endorse_expert', 'complete_profile', 'answer_invitation', 'consider_application', "
    "'answer_offer', 'decide_as_employee', 'decide_as_home', 'decide_as_host', 'find_coordinator'{more})"
)


def upgrade() -> None:
    _allow(", 'settle_as_home', 'settle_as_host'")


def downgrade() -> None:
    op.execute("DELETE FROM tasks WHERE kind IN ('settle_as_home', 'settle_as_host')")
    _allow("")


def _allow(more: str) -> None:
    with op.batch_alter_table("tasks") as table:
        table.drop_constraint(op.f("ck_tasks_kind"), type_="check")
        table.create_check_constraint("kind", BEFORE.format(more=more))
