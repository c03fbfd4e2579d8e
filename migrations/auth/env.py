"""Alembic's entry point for the migrations of auth."""

import services.auth.main  # noqa: F401 -- loads the tables of every noun
from services.auth.tables import Table
from services.kit.data.migrations import run_migrations

run_migrations(Table.metadata)
