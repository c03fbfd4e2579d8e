"""Alembic's entry point for the migrations of web."""

import services.web.main  # noqa: F401 -- imports every noun, so that all its tables are declared
from services.kit.data.migrations import run_migrations
from services.web.tables import Table

run_migrations(Table.metadata)
