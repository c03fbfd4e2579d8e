"""Store who belongs to which body, and which bodies beside the home agency an expert belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # filled from the beginning of auth's feed: the follower of memberships has a position of its own
    op.create_table(
        "memberships",
        sa.Column("membership_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("membership_id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_person_id", "memberships", ["person_id"], unique=False)
    op.create_table(
        "further_bodies",
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["experts.id"], name="fk_further_bodies_expert_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("orgnr", "expert_id", name="pk_further_bodies"),
    )
    op.create_index("ix_further_bodies_expert_id", "further_bodies", ["expert_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_further_bodies_expert_id", table_name="further_bodies")
    op.drop_table("further_bodies")
    op.drop_index("ix_memberships_person_id", table_name="memberships")
    op.drop_table("memberships")
    op.execute("DELETE FROM follower_positions WHERE follower = 'auth-memberships'")
    op.execute("DELETE FROM parked_events WHERE follower = 'auth-memberships'")
