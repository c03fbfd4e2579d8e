"""Remove the bodies from messages: a host would learn from them whom an expert works for."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WITHOUT = {
    "postgresql": "(params::jsonb - 'home_org' - 'host_org')::json",
    "sqlite": "json_remove(params, '$.home_org', '$.host_org')",
}


def upgrade() -> None:
    params = WITHOUT[op.get_bind().dialect.name]
    for table in ("announcements", "messages"):
        op.execute(sa.text(f"UPDATE {table} SET params = {params}"))  # noqa: S608 -- both are constants of this file


def downgrade() -> None:
    """What was removed stays removed; no text was made from it."""
