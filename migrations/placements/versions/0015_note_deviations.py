"""Store where terms differ from what the expert offers, the need asks for and the home agency endorsed."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = ("candidacies", "placements")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("deviations", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_column(table, "deviations")
