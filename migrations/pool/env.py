"""Alembic's entry point for the migrations of pool."""

from services.kit.data.migrations import run_migrations
from services.pool.models import Table

run_migrations(Table.metadata)
