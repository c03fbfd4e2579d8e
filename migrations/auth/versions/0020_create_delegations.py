"""Create delegations of one decision, and let mailed links carry them."""

import sqlalchemy as sa
from alembic import op

from services.kit.data.tables import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BEFORE = "purpose IN ('invitation', 'proposal', 'sign_up', 'password', 'password_changed')"
AFTER = "purpose IN ('invitation', 'proposal', 'sign_up', 'password', 'password_changed', 'decision')"


def upgrade() -> None:
    _purposes(AFTER)
    op.create_table(
        "delegations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("delegated_by", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("accepted_by", sa.String(length=64), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'accepted', 'withdrawn', 'expired')", name="ck_delegations_state"),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_delegations_orgnr_organisations"),
        sa.PrimaryKeyConstraint("id", name="pk_delegations"),
        sa.UniqueConstraint("token_hash", name="uq_delegations_token_hash"),
        sa.UniqueConstraint("session_id", name="uq_delegations_session_id"),
    )
    op.create_index("ix_delegations_state_expires_at", "delegations", ["state", "expires_at"])


def downgrade() -> None:
    op.drop_table("delegations")
    op.execute("DELETE FROM letters WHERE purpose = 'decision'")
    _purposes(BEFORE)


def _purposes(condition: str) -> None:
    with op.batch_alter_table("letters") as letters:
        letters.drop_constraint("ck_letters_purpose", type_="check")
        letters.create_check_constraint("ck_letters_purpose", condition)
