"""Store who is away, so that others get their tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("absence_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("absence_id", name="pk_absences"),
    )
    op.create_index("ix_absences_orgnr_end", "absences", ["orgnr", "end"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_absences_orgnr_end", table_name="absences")
    op.drop_table("absences")
