"""Store whether a closed need was ever open, or was a draft."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# the two engines store ids with and without hyphens; the outbox keeps all events
_OPENED = "SELECT replace(subject, '-', '') FROM outbox WHERE type = 'need.opened'"
_WAS_OPEN = f"state = 'closed' AND replace(CAST(id AS varchar(36)), '-', '') IN ({_OPENED})"


def upgrade() -> None:
    # no batch: SQLite would copy the table, and dropping the old one would cascade to everything below a need
    op.add_column("needs", sa.Column("published", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(f"UPDATE needs SET published = true WHERE state NOT IN ('draft', 'closed') OR ({_WAS_OPEN})")  # noqa: S608 -- of our own words only


def downgrade() -> None:
    op.drop_column("needs", "published")
