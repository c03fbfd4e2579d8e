"""Let bodies ask to leave the scheme, and store the department of a member."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisations", sa.Column("leaving_asked_by", sa.String(length=64), nullable=True))
    op.add_column("organisations", sa.Column("leaving_asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("memberships", sa.Column("department", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("memberships", "department")
    op.drop_column("organisations", "leaving_asked_at")
    op.drop_column("organisations", "leaving_asked_by")
