"""Store how many people a body lends at the same time, as it is followed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lending_caps",
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cap", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("orgnr", name="pk_lending_caps"),
    )


def downgrade() -> None:
    op.drop_table("lending_caps")
