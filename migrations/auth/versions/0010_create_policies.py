"""Create policies: what each body decides for itself."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
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
        sa.Column("separate_signatures", sa.Boolean(), nullable=False),
        sa.Column("departments", sa.JSON(), nullable=False),
        sa.CheckConstraint("payer IN ('home', 'host')", name="ck_policies_payer"),
        sa.CheckConstraint("min_months BETWEEN 1 AND max_months", name="ck_policies_months"),
        sa.CheckConstraint("lending_cap IS NULL OR lending_cap >= 0", name="ck_policies_lending_cap"),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_policies_orgnr"),
        sa.PrimaryKeyConstraint("orgnr", name="pk_policies"),
    )


def downgrade() -> None:
    op.drop_table("policies")
