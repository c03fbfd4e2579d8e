"""Alembic's entry point for the migrations of notify."""

from services.kit.migrate import run_migrations
from services.notify.models import Table

run_migrations(Table.metadata)
