"""Alembic's entry point for the migrations of notify."""

import services.notify.main  # noqa: F401 -- imports every noun, so that all its tables are declared
from services.kit.data.migrations import run_migrations
from services.notify.tables import Table

run_migrations(Table.metadata)
