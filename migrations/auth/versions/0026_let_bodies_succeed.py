"""Store which body has taken another's place."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisations", sa.Column("succeeded_by", sa.String(length=9), nullable=True))
    op.create_index("ix_organisations_succeeded_by", "organisations", ["succeeded_by"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_organisations_succeeded_by", table_name="organisations")
    op.drop_column("organisations", "succeeded_by")
