"""Index a body's delegations and invitations in the order they are listed."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_delegations_orgnr_created_at_id", "delegations", ["orgnr", "created_at", "id"], unique=False)
    op.create_index("ix_invitations_orgnr_created_at_id", "invitations", ["orgnr", "created_at", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_invitations_orgnr_created_at_id", table_name="invitations")
    op.drop_index("ix_delegations_orgnr_created_at_id", table_name="delegations")
