"""Alembic's entry point for the migrations of placements."""

from services.kit.data.migrations import run_migrations
from services.placements import main  # imports every noun, and with it every table

run_migrations(main.Table.metadata)
