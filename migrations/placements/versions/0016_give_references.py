"""Candidacies and placements have a reference. Old ones get theirs in the order in which they began."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLES = ("candidacies", "placements")
SQLITE = {  # at New Year, Norway is an hour ahead of UTC
    "year": "CAST(strftime('%Y', created_at, '+1 hour') AS INTEGER)",
    "figures": "printf('%05d', number)",
}
POSTGRESQL = {
    "year": "CAST(extract(year FROM created_at AT TIME ZONE 'Europe/Oslo') AS INTEGER)",
    "figures": "lpad(number::text, greatest(5, length(number::text)), '0')",
}
NUMBER = """
    UPDATE candidacies SET reference = 'H-' || year || '-' || {figures}
    FROM (
        SELECT id, {year} AS year, row_number() OVER (PARTITION BY {year} ORDER BY created_at, id) AS number
        FROM candidacies
    ) AS numbered
    WHERE candidacies.id = numbered.id
"""
COPY = """
    UPDATE placements
    SET reference = (SELECT reference FROM candidacies WHERE candidacies.id = placements.candidacy_id)
"""
COUNT = "INSERT INTO reference_years (year, last) SELECT {year}, count(*) FROM candidacies GROUP BY 1"


def upgrade() -> None:
    op.create_table(
        "reference_years",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_reference_years"),
    )
    for table in TABLES:
        op.add_column(table, sa.Column("reference", sa.String(length=16), nullable=False, server_default=""))
    dialect = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    op.execute(NUMBER.format(**dialect))
    op.execute(COPY)
    op.execute(COUNT.format(**dialect))
    for table in TABLES:
        op.create_index(f"uq_{table}_reference", table, ["reference"], unique=True)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_index(f"uq_{table}_reference", table_name=table)
        op.drop_column(table, "reference")
    op.drop_table("reference_years")
