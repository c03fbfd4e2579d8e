"""Create identities and logins through issuers, and let accounts have no password."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "identities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("linked_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_identities_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_identities"),
        sa.UniqueConstraint("issuer", "subject", name="uq_identities_issuer_subject"),
    )
    op.create_index("ix_identities_person_id", "identities", ["person_id"])
    op.create_table(
        "federated_logins",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("browser_hash", sa.String(length=64), nullable=False),
        sa.Column("profile", sa.String(length=32), nullable=False),
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("verifier", sa.String(length=43), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("state_hash", name="pk_federated_logins"),
    )
    op.create_index("ix_federated_logins_expires_at", "federated_logins", ["expires_at"])
    _remake_password_hash(sa.Column("password_hash_new", sa.String(length=200), nullable=True))


def downgrade() -> None:
    """Accounts without a password get a value there that is not the hash of anything."""
    op.drop_table("federated_logins")
    op.drop_table("identities")
    op.execute("UPDATE people SET password_hash = '' WHERE password_hash IS NULL")
    _remake_password_hash(sa.Column("password_hash_new", sa.String(length=200), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("people", "password_hash", server_default=None)


def _remake_password_hash(column: "sa.Column[str]") -> None:
    """Replace the column in place: SQLite would copy the table and drop the old one, to which others refer."""
    op.add_column("people", column)
    op.execute("UPDATE people SET password_hash_new = password_hash")
    op.drop_column("people", "password_hash")
    op.execute("ALTER TABLE people RENAME COLUMN password_hash_new TO password_hash")
