"""Find what concerns a person in one body's audit by an index, also where the planner knows no statistics."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_audit_entries_actor_orgnr", "audit_entries", ["actor", "orgnr", "at", "id"])
    op.create_index("ix_audit_entries_subject_id_orgnr", "audit_entries", ["subject_id", "orgnr", "at", "id"])


def downgrade() -> None:
    op.drop_index("ix_audit_entries_subject_id_orgnr", table_name="audit_entries")
    op.drop_index("ix_audit_entries_actor_orgnr", table_name="audit_entries")
