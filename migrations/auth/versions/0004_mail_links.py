"""Mail single-use links: letters to send, proven addresses, and how an invitation was given."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ordered_at", Moment, nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_at", Moment, nullable=True),
        sa.CheckConstraint("purpose IN ('invitation', 'proposal', 'sign_up')", name="ck_letters_purpose"),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sa.UniqueConstraint("token_hash", name="uq_letters_token_hash"),
    )
    op.create_index("ix_letters_expires_at", "letters", ["expires_at"], unique=False)
    op.add_column("people", sa.Column("email_proven_at", Moment, nullable=True))
    op.add_column("invitations", sa.Column("mailed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("invitations") as table:  # existing invitations were handed over; new ones set the column
        table.alter_column("mailed", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    op.drop_column("invitations", "mailed")
    op.drop_column("people", "email_proven_at")
    op.drop_index("ix_letters_expires_at", table_name="letters")
    op.drop_table("letters")
