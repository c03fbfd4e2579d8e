"""Let clients use keys of their own and renew their secrets; store which assertions were used."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
ROLES = "role IN ('employee', 'requester', 'coordinator', 'broker', 'admin')"
METHODS = "token_endpoint_auth_method IN ('none', 'client_secret_basic', 'private_key_jwt')"
KEPT = {
    "acts_for": "(kind = 'agency') = (orgnr IS NOT NULL AND role IS NOT NULL)",
    "kind": "kind IN ('public', 'service', 'agency')",
    "role": ROLES,
}
BEFORE = {"secret": "(kind = 'public') = (secret_hash IS NULL)"}
AFTER = {
    "secret": "(token_endpoint_auth_method = 'client_secret_basic') = (secret_hash IS NOT NULL)",
    "public": "(kind = 'public') = (token_endpoint_auth_method = 'none')",
    "token_endpoint_auth_method": METHODS,
}


COLUMNS = ("public_keys", "old_secret_until", "old_secret_hash", "token_endpoint_auth_method")


def upgrade() -> None:
    op.add_column(
        "clients",
        sa.Column(
            "token_endpoint_auth_method", sa.String(length=32), nullable=False, server_default="client_secret_basic"
        ),
    )
    op.add_column("clients", sa.Column("old_secret_hash", sa.String(length=64), nullable=True))
    op.add_column("clients", sa.Column("old_secret_until", Moment, nullable=True))
    op.add_column("clients", sa.Column("public_keys", sa.JSON(), nullable=False, server_default="{}"))
    op.execute("UPDATE clients SET token_endpoint_auth_method = 'none' WHERE kind = 'public'")
    _replace_checks(BEFORE, AFTER)
    op.create_table(
        "used_assertions",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("jti_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("client_id", "jti_hash", name="pk_used_assertions"),
    )
    op.create_index("ix_used_assertions_expires_at", "used_assertions", ["expires_at"], unique=False)


def downgrade() -> None:
    """Delete the clients with keys: the earlier table cannot hold them."""
    op.drop_table("used_assertions")
    op.execute("DELETE FROM clients WHERE token_endpoint_auth_method = 'private_key_jwt'")
    _replace_checks(AFTER, BEFORE)
    for column in COLUMNS:
        op.drop_column("clients", column)


def _replace_checks(before: dict[str, str], after: dict[str, str]) -> None:
    """SQLite copies the table, all of which is given: checks that are read back would get new names."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("clients", recreate="always", copy_from=_clients(KEPT | after)):
            pass
        return
    for name in before:
        op.drop_constraint(f"ck_clients_{name}", "clients", type_="check")
    for name, rule in after.items():
        op.create_check_constraint(f"ck_clients_{name}", "clients", rule)


def _clients(checks: dict[str, str]) -> sa.Table:
    return sa.Table(
        "clients",
        sa.MetaData(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("token_endpoint_auth_method", sa.String(length=32), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=True),
        sa.Column("old_secret_hash", sa.String(length=64), nullable=True),
        sa.Column("old_secret_until", Moment, nullable=True),
        sa.Column("public_keys", sa.JSON(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("redirect_uris", sa.JSON(), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=True),
        *(sa.CheckConstraint(rule, name=f"ck_clients_{name}") for name, rule in checks.items()),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_clients_orgnr"),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
        sa.UniqueConstraint("client_id", name="uq_clients_client_id"),
        sa.Index("ix_clients_orgnr", "orgnr", "created_at", "id"),
    )
