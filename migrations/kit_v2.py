"""The kit's tables that followers need since people and bodies can become others. Never change them: add a new file."""

import sqlalchemy as sa
from alembic import op

from services.kit.data.tables import UtcDateTime


def create_joined_people() -> None:
    """Create the table of accounts that ended in another of the same person."""
    op.create_table(
        "joined_people",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("joined_into", sa.String(length=64), nullable=False),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_joined_people"),
    )
    op.create_index("ix_joined_people_joined_into", "joined_people", ["joined_into"])


def create_successions() -> None:
    """Create the table of bodies whose place another has taken."""
    op.create_table(
        "successions",
        sa.Column("predecessor", sa.String(length=9), nullable=False),
        sa.Column("successor", sa.String(length=9), nullable=False),
        sa.PrimaryKeyConstraint("predecessor", name="pk_successions"),
    )
