"""Keep the note of an endorsement, and the next day to warn of its end."""

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WARNED_BEFORE = (60, 14)
experts = sa.table(
    "experts", sa.column("id", sa.Uuid), sa.column("endorsed_until", sa.Date), sa.column("warn_on", sa.Date)
)


def upgrade() -> None:
    op.add_column("experts", sa.Column("endorsement_note", sa.String(), nullable=True))
    op.add_column("experts", sa.Column("warn_on", sa.Date(), nullable=True))
    op.create_index("ix_experts_warn_on", "experts", ["warn_on"])
    today, connection = datetime.now(UTC).date(), op.get_bind()
    endorsed = sa.select(experts.c.id, experts.c.endorsed_until).where(experts.c.endorsed_until.is_not(None))
    for expert_id, until in connection.execute(endorsed).all():
        warned = sa.update(experts).where(experts.c.id == expert_id).values(warn_on=_next_warning(until, today))
        connection.execute(warned)


def downgrade() -> None:
    op.drop_index("ix_experts_warn_on", table_name="experts")
    op.drop_column("experts", "warn_on")
    op.drop_column("experts", "endorsement_note")


def _next_warning(until: date, today: date) -> date | None:
    days = [until - timedelta(days=before) for before in WARNED_BEFORE]
    return min((day for day in days if day > today), default=None)
