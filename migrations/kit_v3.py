"""The kit's table of the audit, and what guards it in the database. Never change them here: add a new file."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op

from services.kit.data.tables import UtcDateTime

Position = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GENESIS = "0" * 64

# a row has to follow the last one, and is the last one then; no row changes or goes
GUARDS: Mapping[str, Sequence[str]] = {
    "postgresql": (
        """
        CREATE FUNCTION chain_audit_trail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            UPDATE feed_head SET audited = NEW.n, audit_hash = NEW.hash
                WHERE audited = NEW.n - 1 AND audit_hash = NEW.previous;
            IF NOT FOUND THEN RAISE EXCEPTION 'audit_trail: the row does not follow the last one'; END IF;
            RETURN NEW;
        END $$
        """,
        """
        CREATE FUNCTION keep_audit_trail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION 'audit_trail is append-only';
        END $$
        """,
        """
        CREATE TRIGGER chain_audit_trail BEFORE INSERT ON audit_trail
            FOR EACH ROW EXECUTE FUNCTION chain_audit_trail()
        """,
        """
        CREATE TRIGGER keep_audit_trail BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_trail
            FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_trail()
        """,
    ),
    "sqlite": (
        """
        CREATE TRIGGER chain_audit_trail BEFORE INSERT ON audit_trail BEGIN
            UPDATE feed_head SET audited = NEW.n, audit_hash = NEW.hash
                WHERE audited = NEW.n - 1 AND audit_hash = NEW.previous;
            SELECT RAISE(ABORT, 'audit_trail: the row does not follow the last one') WHERE changes() = 0;
        END
        """,
        """
        CREATE TRIGGER keep_audit_trail_update BEFORE UPDATE ON audit_trail
        BEGIN SELECT RAISE(ABORT, 'audit_trail is append-only'); END
        """,
        """
        CREATE TRIGGER keep_audit_trail_delete BEFORE DELETE ON audit_trail
        BEGIN SELECT RAISE(ABORT, 'audit_trail is append-only'); END
        """,
    ),
}


def create_audit() -> None:
    """Create the audit's table with its guards, and note in the feed's head where its chain ends: it is empty yet."""
    # no batch: SQLite alters the table in place
    op.add_column("feed_head", sa.Column("audited", Position, nullable=False, server_default="0"))
    op.add_column("feed_head", sa.Column("audit_hash", sa.String(64), nullable=False, server_default=GENESIS))
    op.create_table(
        "audit_trail",
        sa.Column("n", Position, nullable=False, autoincrement=False),
        sa.Column("time", UtcDateTime(), nullable=False),
        sa.Column("verb", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("event", Position, nullable=True),
        sa.Column("person", sa.String(64), nullable=True),
        sa.Column("client_id", sa.String(64), nullable=True),
        sa.Column("org", sa.String(9), nullable=True),
        sa.Column("parties", sa.String(64), nullable=False),
        sa.Column("let_by", sa.String(64), nullable=True),
        sa.Column("reason", sa.String(64), nullable=True),
        sa.Column("cause", sa.String(200), nullable=True),
        sa.Column("request_id", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_audit_trail"),
    )
    op.create_index("ix_audit_trail_subject_n", "audit_trail", ["subject", "n"])
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def drop_audit() -> None:
    op.drop_table("audit_trail")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION chain_audit_trail()")
        op.execute("DROP FUNCTION keep_audit_trail()")
    op.drop_column("feed_head", "audit_hash")
    op.drop_column("feed_head", "audited")
