"""Alembic's entry point for the migrations of needs."""

from services.kit.data.migrations import run_migrations
from services.needs.models import Table

run_migrations(Table.metadata)
