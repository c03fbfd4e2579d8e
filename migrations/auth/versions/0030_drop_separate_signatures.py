"""The three decisions are the signatures: a policy asks for no others."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("policies", "separate_signatures")


def downgrade() -> None:
    missing = sa.Column("separate_signatures", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("policies", missing)
