"""Where alembic begins with notify's history."""

from services.kit.migrate import run_migrations
from services.notify.models import Table

run_migrations(Table.metadata)
