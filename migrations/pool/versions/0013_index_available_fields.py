"""Keep the fields of available experts only, and find what lists show in the order in which they show it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        sa.text("DELETE FROM expert_fields WHERE expert_id IN (SELECT id FROM experts WHERE state <> 'available')")
    )
    op.create_index("ix_expert_fields_field_expert_id", "expert_fields", ["field", "expert_id"])
    op.drop_index("ix_experts_home_org_state", table_name="experts")
    op.create_index("ix_experts_home_org_state", "experts", ["home_org", "state", "created_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_experts_home_org_state", table_name="experts")
    op.create_index("ix_experts_home_org_state", "experts", ["home_org", "state"])
    op.drop_index("ix_expert_fields_field_expert_id", table_name="expert_fields")
    _index_others()


def _index_others() -> None:
    """The fields of those who are not available, as they were kept before."""
    experts = sa.table("experts", *map(sa.column, ("id", "home_org", "state")), sa.column("fields", sa.JSON))
    kept = sa.table("expert_fields", *map(sa.column, ("expert_id", "field", "home_org")))
    others = sa.select(experts.c.id, experts.c.home_org, experts.c.fields).where(experts.c.state != "available")
    rows = [
        {"expert_id": expert_id, "field": field["field"], "home_org": home_org}
        for expert_id, home_org, fields in op.get_bind().execute(others)
        for field in fields
    ]
    if rows:
        op.bulk_insert(kept, rows)
