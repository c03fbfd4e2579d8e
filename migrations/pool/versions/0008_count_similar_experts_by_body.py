"""Keep the home agency beside each field: similar experts are counted by body, without the asker's own."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_HOME = "SELECT home_org FROM experts WHERE experts.id = expert_fields.expert_id"


def upgrade() -> None:
    op.add_column("expert_fields", sa.Column("home_org", sa.String(length=9), nullable=True))
    op.execute(f"UPDATE expert_fields SET home_org = ({_HOME})")  # noqa: S608 -- of our own words only
    op.drop_index("ix_expert_fields_field_available_in", table_name="expert_fields")
    with op.batch_alter_table("expert_fields") as table:
        table.alter_column("home_org", existing_type=sa.String(length=9), nullable=False)
    columns = ["field", "available_in", "home_org"]
    op.create_index("ix_expert_fields_field_available_in_home_org", "expert_fields", columns, unique=False)


def downgrade() -> None:
    op.drop_index("ix_expert_fields_field_available_in_home_org", table_name="expert_fields")
    op.create_index("ix_expert_fields_field_available_in", "expert_fields", ["field", "available_in"], unique=False)
    with op.batch_alter_table("expert_fields") as table:
        table.drop_column("home_org")
