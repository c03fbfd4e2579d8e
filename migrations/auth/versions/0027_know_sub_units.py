"""Store which unit a sub-unit of Enhetsregisteret is a part of."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("register_entries", sa.Column("parent", sa.String(length=9), nullable=True))


def downgrade() -> None:
    op.drop_column("register_entries", "parent")
