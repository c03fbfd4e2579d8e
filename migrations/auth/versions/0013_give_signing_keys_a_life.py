"""Give signing keys states: published before they sign, and until the last token they signed has expired."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
CHECKS = {
    "state": "state IN ('upcoming', 'active', 'retiring', 'retired', 'revoked')",
    "private_part": "(state IN ('upcoming', 'active')) = (private_pem IS NOT NULL)",
}
ACTIVE, ONE = sa.text("active"), sa.text("state IN ('upcoming', 'active')")


def upgrade() -> None:
    op.drop_index("uq_signing_keys_active", "signing_keys")
    with op.batch_alter_table("signing_keys") as table:
        table.add_column(sa.Column("state", sa.String(length=16), nullable=False, server_default="retired"))
        table.add_column(sa.Column("since", Moment, nullable=True))
        table.alter_column("private_pem", existing_type=sa.String(), nullable=True)
    op.execute("UPDATE signing_keys SET since = created_at")
    op.execute("UPDATE signing_keys SET state = 'active' WHERE active")
    op.execute("UPDATE signing_keys SET private_pem = NULL WHERE NOT active")
    with op.batch_alter_table("signing_keys") as table:
        table.drop_column("active")
        table.alter_column("state", existing_type=sa.String(length=16), server_default=None)
        table.alter_column("since", existing_type=Moment, nullable=False)
        for name, rule in CHECKS.items():
            table.create_check_constraint(f"ck_signing_keys_{name}", rule)
    op.create_index(
        "uq_signing_keys_state", "signing_keys", ["state"], unique=True, sqlite_where=ONE, postgresql_where=ONE
    )


def downgrade() -> None:
    """Before, every key in the table was published: keys that no longer are get deleted."""
    op.drop_index("uq_signing_keys_state", "signing_keys")
    with op.batch_alter_table("signing_keys") as table:
        for name in CHECKS:
            table.drop_constraint(f"ck_signing_keys_{name}", type_="check")
        table.add_column(sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("DELETE FROM signing_keys WHERE state IN ('retired', 'revoked')")
    op.execute("UPDATE signing_keys SET active = (state = 'active'), private_pem = COALESCE(private_pem, '')")
    with op.batch_alter_table("signing_keys") as table:
        table.drop_column("state")
        table.drop_column("since")
        table.alter_column("active", existing_type=sa.Boolean(), server_default=None)
        table.alter_column("private_pem", existing_type=sa.String(), nullable=False)
    op.create_index(
        "uq_signing_keys_active", "signing_keys", ["active"], unique=True, sqlite_where=ACTIVE, postgresql_where=ACTIVE
    )
