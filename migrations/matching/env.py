"""Where alembic begins with matching's history."""

from services.kit.migrate import run_migrations
from services.matching.models import Table

run_migrations(Table.metadata)
