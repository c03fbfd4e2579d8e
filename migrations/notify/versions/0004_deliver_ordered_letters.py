"""Deliver letters that auth orders, to addresses with no person yet."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ONE_KIND = "(letter_id IS NULL) = (message_id IS NOT NULL) AND (letter_id IS NULL) = (person_id IS NOT NULL)"


def upgrade() -> None:
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("letter_id", sa.String(length=64), nullable=True))
        table.alter_column("message_id", existing_type=sa.Uuid(), nullable=True)
        table.alter_column("person_id", existing_type=sa.String(length=64), nullable=True)
        table.create_unique_constraint("uq_deliveries_letter_id", ["letter_id"])
        table.create_check_constraint("one_kind", ONE_KIND)


def downgrade() -> None:
    op.execute("DELETE FROM deliveries WHERE letter_id IS NOT NULL")
    with op.batch_alter_table("deliveries") as table:
        table.drop_constraint(op.f("ck_deliveries_one_kind"), type_="check")
        table.drop_constraint("uq_deliveries_letter_id", type_="unique")
        table.alter_column("person_id", existing_type=sa.String(length=64), nullable=False)
        table.alter_column("message_id", existing_type=sa.Uuid(), nullable=False)
        table.drop_column("letter_id")
