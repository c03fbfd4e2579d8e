"""Store the notice and the longest total that bodies decide."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

COLUMNS = ("notice_weeks", "max_total_months")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("policies", sa.Column(column, sa.Integer(), nullable=True))


def downgrade() -> None:
    for column in reversed(COLUMNS):
        op.drop_column("policies", column)
