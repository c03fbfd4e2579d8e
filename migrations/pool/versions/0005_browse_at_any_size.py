"""Add indexes: browsing, listing a home agency and counting similar experts cost the same in a pool of any size."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_AVAILABLE = sa.text("state = 'available'")
_COUNTY = "SELECT county FROM experts WHERE experts.id = expert_fields.expert_id AND experts.state = 'available'"


def upgrade() -> None:
    op.add_column("expert_fields", sa.Column("available_in", sa.String(length=64), nullable=True))
    op.execute(f"UPDATE expert_fields SET available_in = ({_COUNTY})")  # noqa: S608 -- of our own words only
    op.drop_index("ix_expert_fields_field", table_name="expert_fields")
    op.create_index("ix_expert_fields_field_available_in", "expert_fields", ["field", "available_in"], unique=False)
    op.create_index("ix_experts_home_org_created_at_id", "experts", ["home_org", "created_at", "id"], unique=False)
    op.create_index(
        "ix_experts_available", "experts", ["id"], unique=False, sqlite_where=_AVAILABLE, postgresql_where=_AVAILABLE
    )


def downgrade() -> None:
    op.drop_index("ix_experts_available", table_name="experts", sqlite_where=_AVAILABLE, postgresql_where=_AVAILABLE)
    op.drop_index("ix_experts_home_org_created_at_id", table_name="experts")
    op.drop_index("ix_expert_fields_field_available_in", table_name="expert_fields")
    op.create_index("ix_expert_fields_field", "expert_fields", ["field"], unique=False)
    op.drop_column("expert_fields", "available_in")
