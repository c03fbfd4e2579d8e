"""Let substitutes be coordinators for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("memberships", sa.Column("until", sa.Date(), nullable=True))
    op.add_column("memberships", sa.Column("reverts_to", sa.String(length=16), nullable=True))
    op.add_column("invitations", sa.Column("until", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("invitations", "until")
    op.drop_column("memberships", "reverts_to")
    op.drop_column("memberships", "until")
