"""Find open needs by county and field in the order in which they are listed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("need_fields", sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True))
    created = "(SELECT created_at FROM needs WHERE needs.id = need_id AND state = 'open')"
    op.execute(sa.text(f"UPDATE need_fields SET listed_at = {created}"))  # noqa: S608 -- a constant
    op.drop_index("ix_need_fields_field", table_name="need_fields")
    op.create_index("ix_need_fields_field", "need_fields", ["field", "listed_at", "need_id"])
    op.create_index("ix_needs_county_state", "needs", ["county", "state", "created_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_needs_county_state", table_name="needs")
    op.drop_index("ix_need_fields_field", table_name="need_fields")
    op.create_index("ix_need_fields_field", "need_fields", ["field"])
    op.drop_column("need_fields", "listed_at")
