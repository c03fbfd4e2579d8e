"""Alembic's entry point for the migrations of matching."""

from services.kit.migrate import run_migrations
from services.matching.models import Table

run_migrations(Table.metadata)
