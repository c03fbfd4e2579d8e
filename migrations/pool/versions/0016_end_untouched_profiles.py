"""Record when a profile was last moved or edited: what nobody touches ends by the clock.

Those that exist count as touched today, so that nobody's profile ends without time to see it.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # not in batch: on SQLite that would delete the rows that refer to experts
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
    op.add_column("experts", sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False, server_default=now))
    op.create_index("ix_experts_state_touched_at", "experts", ["state", "touched_at"])


def downgrade() -> None:
    op.drop_index("ix_experts_state_touched_at", table_name="experts")
    op.drop_column("experts", "touched_at")
