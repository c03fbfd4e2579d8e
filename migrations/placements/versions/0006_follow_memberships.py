"""Store who belongs to which body, and why a stay that was agreed is in doubt."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
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
        sa.Column("account_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("membership_id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_person_id_orgnr", "memberships", ["person_id", "orgnr"], unique=False)
    op.add_column("placements", sa.Column("doubt", sa.String(length=32), nullable=True))


def downgrade() -> None:
    op.drop_column("placements", "doubt")
    op.drop_index("ix_memberships_person_id_orgnr", table_name="memberships")
    op.drop_table("memberships")
    op.execute("DELETE FROM follower_positions WHERE follower = 'auth-memberships'")
    op.execute("DELETE FROM parked_events WHERE follower = 'auth-memberships'")
