"""Alembic's entry point for the migrations of needs."""

from services.kit.migrate import run_migrations
from services.needs.models import Table

run_migrations(Table.metadata)
