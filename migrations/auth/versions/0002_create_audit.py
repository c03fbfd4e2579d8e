"""Create the audit of logins and administration, which nobody changes afterwards."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
INDEXES = {
    "ix_audit_entries_at_id": ["at", "id"],
    "ix_audit_entries_orgnr": ["orgnr", "at", "id"],
    "ix_audit_entries_actor": ["actor", "at", "id"],
    "ix_audit_entries_subject_id": ["subject_id", "at", "id"],
}

# by the database's own clock: not even we can delete an entry before the shortest retention that the settings allow
KEEP_POSTGRESQL = """
    CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'DELETE' AND OLD.at < now() - interval '90 days' THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'audit_entries is append-only';
    END $$;
    CREATE TRIGGER keep_audit BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION keep_audit();
    CREATE TRIGGER keep_audit_whole BEFORE TRUNCATE ON audit_entries EXECUTE FUNCTION keep_audit()
"""
KEEP_SQLITE = (
    """
    CREATE TRIGGER keep_audit_update BEFORE UPDATE ON audit_entries
    BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END
    """,
    """
    CREATE TRIGGER keep_audit_delete BEFORE DELETE ON audit_entries WHEN OLD.at >= datetime('now', '-90 days')
    BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END
    """,
)


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=True),
        sa.Column("client_id", sa.String(length=64), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("orgnr", sa.String(length=9), nullable=True),
        sa.Column("subject_kind", sa.String(length=32), nullable=True),
        sa.Column("subject_id", sa.String(length=64), nullable=True),
        sa.Column("address", sa.String(length=64), nullable=True),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "audit_entries", columns, unique=False)
    for statement in [KEEP_POSTGRESQL] if _on_postgresql() else KEEP_SQLITE:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit_entries")
    if _on_postgresql():
        op.execute("DROP FUNCTION keep_audit()")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
