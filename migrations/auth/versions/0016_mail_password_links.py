"""Let mailed links lead to a new password."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BEFORE = "purpose IN ('invitation', 'proposal', 'sign_up')"
AFTER = "purpose IN ('invitation', 'proposal', 'sign_up', 'password', 'password_changed')"


def upgrade() -> None:
    _purposes(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM letters WHERE purpose IN ('password', 'password_changed')")
    _purposes(BEFORE)


def _purposes(condition: str) -> None:
    with op.batch_alter_table("letters") as letters:
        letters.drop_constraint("ck_letters_purpose", type_="check")
        letters.create_check_constraint("ck_letters_purpose", condition)
