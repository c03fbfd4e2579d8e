"""Store how a stay may be left and how long it may become in all, whose rule that is, and amendments' deviations."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("policies", sa.Column("notice_weeks", sa.Integer(), nullable=True))
    op.add_column("policies", sa.Column("max_total_months", sa.Integer(), nullable=True))
    op.add_column("placements", sa.Column("max_total_months", sa.Integer(), nullable=True))
    for column in ("notice_from", "max_total_from"):
        origin = sa.Column(column, sa.String(length=16), nullable=False, server_default="scheme")
        op.add_column("placements", origin)
    op.add_column("amendments", sa.Column("deviations", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("amendments", "deviations")
    for column in ("max_total_from", "notice_from", "max_total_months"):
        op.drop_column("placements", column)
    for column in ("max_total_months", "notice_weeks"):
        op.drop_column("policies", column)
