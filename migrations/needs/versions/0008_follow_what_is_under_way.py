"""Follow the candidacies that are under way: a need that passes its last start lapses first, and is closed later."""

import sqlalchemy as sa
from alembic import op

from migrations.checks import replace_check

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BEFORE = "state IN ('draft', 'open', 'on_hold', 'filled', 'closed')"
AFTER = "state IN ('draft', 'open', 'on_hold', 'filled', 'lapsed', 'closed')"


def upgrade() -> None:
    replace_check("needs", "ck_needs_ck_needs_state", before=BEFORE, after=AFTER)
    op.create_table(
        "cases",
        sa.Column("candidacy_id", sa.String(length=64), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("phase", sa.String(length=8), nullable=False),
        sa.CheckConstraint("phase IN ('open', 'agreed', 'begun')", name="ck_cases_phase"),
        sa.PrimaryKeyConstraint("candidacy_id", name="pk_cases"),
    )
    op.create_index("ix_cases_need_id", "cases", ["need_id"])


def downgrade() -> None:
    op.drop_table("cases")
    op.execute("UPDATE needs SET state = 'on_hold' WHERE state = 'lapsed'")  # takes nobody either
    op.execute("UPDATE needs SET outcome = 'other' WHERE outcome = 'filled'")
    replace_check("needs", "ck_needs_ck_needs_state", before=AFTER, after=BEFORE)
