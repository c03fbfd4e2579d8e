"""Where alembic begins with needs' history."""

from services.kit.migrate import run_migrations
from services.needs.models import Table

run_migrations(Table.metadata)
