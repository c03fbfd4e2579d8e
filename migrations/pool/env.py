"""Where alembic begins with pool's history."""

from services.pool.models import Table

from services.kit.migrate import run_migrations

run_migrations(Table.metadata)
