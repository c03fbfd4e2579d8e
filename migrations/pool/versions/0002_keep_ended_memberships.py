"""Store who left which body, so that no profile comes back after its membership has ended."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ended_memberships",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "orgnr", name="pk_ended_memberships"),
    )


def downgrade() -> None:
    op.drop_table("ended_memberships")
