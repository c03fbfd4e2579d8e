"""Let bodies register apps: public clients of a body, without a role."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
BEFORE = "(kind = 'agency') = (orgnr IS NOT NULL AND role IS NOT NULL)"
AFTER = "(kind = 'agency') = (role IS NOT NULL) AND (kind = 'public' OR (kind = 'agency') = (orgnr IS NOT NULL))"
KEPT = {
    "kind": "kind IN ('public', 'service', 'agency')",
    "role": "role IN ('employee', 'requester', 'coordinator', 'broker', 'admin')",
    "token_endpoint_auth_method": "token_endpoint_auth_method IN ('none', 'client_secret_basic', 'private_key_jwt')",
    "public": "(kind = 'public') = (token_endpoint_auth_method = 'none')",
    "secret": "(token_endpoint_auth_method = 'client_secret_basic') = (secret_hash IS NOT NULL)",
}


def upgrade() -> None:
    _replace_check(AFTER)


def downgrade() -> None:
    """Delete the apps of bodies: without the body they would be everybody's."""
    op.execute("DELETE FROM clients WHERE kind = 'public' AND orgnr IS NOT NULL")
    _replace_check(BEFORE)


def _replace_check(rule: str) -> None:
    """SQLite copies the table, all of which is given: checks that are read back would get new names."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("clients", recreate="always", copy_from=_clients(KEPT | {"acts_for": rule})):
            pass
        return
    op.drop_constraint("ck_clients_acts_for", "clients", type_="check")
    op.create_check_constraint("ck_clients_acts_for", "clients", rule)


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
        sa.Column("post_logout_redirect_uris", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("orgnr", sa.String(length=9), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=True),
        *(sa.CheckConstraint(rule, name=f"ck_clients_{name}") for name, rule in checks.items()),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_clients_orgnr"),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
        sa.UniqueConstraint("client_id", name="uq_clients_client_id"),
        sa.Index("ix_clients_orgnr", "orgnr", "created_at", "id"),
    )
