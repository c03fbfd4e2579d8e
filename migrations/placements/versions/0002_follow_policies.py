"""Store the bodies' policies about placements, as they are followed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "policies",
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("min_months", sa.Integer(), nullable=False),
        sa.Column("max_months", sa.Integer(), nullable=False),
        sa.Column("lending_cap", sa.Integer(), nullable=True),
        sa.Column("payer", sa.String(length=16), nullable=False),
        sa.CheckConstraint("payer IN ('home', 'host')", name="ck_policies_payer"),
        sa.PrimaryKeyConstraint("orgnr", name="pk_policies"),
    )


def downgrade() -> None:
    op.drop_table("policies")
