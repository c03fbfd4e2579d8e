"""Where alembic begins with pool's history."""

from services.kit.migrate import run_migrations
from services.pool.models import Table

run_migrations(Table.metadata)
