"""Where alembic begins with auth's history."""

from services.auth.models import Table
from services.kit.migrate import run_migrations

run_migrations(Table.metadata)
