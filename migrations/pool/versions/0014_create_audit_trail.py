"""Create the audit of who did what, from now on."""

from migrations import kit_v3

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kit_v3.create_audit()


def downgrade() -> None:
    kit_v3.drop_audit()
