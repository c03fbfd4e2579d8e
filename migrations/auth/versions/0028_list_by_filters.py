"""Find what the filters of lists leave, in the order in which it is listed."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

UNUSED = sa.text("used_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_delegations_orgnr_state", "delegations", ["orgnr", "state", "created_at", "id"])
    op.create_index("ix_audit_entries_orgnr_action", "audit_entries", ["orgnr", "action", "at", "id"])
    op.create_index("ix_consents_person_id", "consents", ["person_id", "given_at", "id"])
    op.create_index(
        "ix_invitations_unused",
        "invitations",
        ["orgnr", "created_at", "id"],
        sqlite_where=UNUSED,
        postgresql_where=UNUSED,
    )
    op.drop_index("ix_identities_person_id", table_name="identities")
    op.create_index("ix_identities_person_id", "identities", ["person_id", "linked_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_identities_person_id", table_name="identities")
    op.create_index("ix_identities_person_id", "identities", ["person_id"])
    op.drop_index("ix_invitations_unused", table_name="invitations")
    op.drop_index("ix_consents_person_id", table_name="consents")
    op.drop_index("ix_audit_entries_orgnr_action", table_name="audit_entries")
    op.drop_index("ix_delegations_orgnr_state", table_name="delegations")
