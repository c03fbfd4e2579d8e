"""Alembic's entry point for the migrations of matching."""

import services.matching.main  # noqa: F401 -- imports every noun, and with it its tables
from services.kit.data.migrations import run_migrations
from services.matching.tables import Table

run_migrations(Table.metadata)
