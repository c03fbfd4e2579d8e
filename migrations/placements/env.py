"""Alembic's entry point for the migrations of placements."""

from services.kit.migrate import run_migrations
from services.placements.models import Table

run_migrations(Table.metadata)
