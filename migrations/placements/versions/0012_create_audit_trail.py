"""Create the audit of who did what, from now on."""

from migrations import kit_v3

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kit_v3.create_audit()


def downgrade() -> None:
    kit_v3.drop_audit()
