"""Alembic's entry point for the migrations of auth."""

from services.auth.models import Table
from services.kit.migrate import run_migrations

run_migrations(Table.metadata)
