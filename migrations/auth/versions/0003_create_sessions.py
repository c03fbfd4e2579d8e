"""Create sessions, and link authorization codes to them.

Codes live for a minute: those under way are dropped in both directions, and their logins begin anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=500), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=True),
        sa.Column("amr", sa.JSON(), nullable=False),
        sa.Column("acr", sa.String(length=100), nullable=True),
        sa.Column("authenticated_at", Moment, nullable=False),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("used_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("ended_at", Moment, nullable=True),
        sa.Column("end_reason", sa.String(length=32), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ck_sessions_ended"),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_sessions_orgnr"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_sessions_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id", "started_at", "id"])
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"])
    op.drop_table("authorization_codes")
    _create_codes(
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("nonce", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_authorization_codes_session_id"),
    )
    op.create_index("ix_authorization_codes_session_id", "authorization_codes", ["session_id"])


def downgrade() -> None:
    op.drop_table("authorization_codes")
    op.drop_table("sessions")
    _create_codes(
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_authorization_codes_orgnr"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_authorization_codes_person_id"),
    )


def _create_codes(*own: sa.schema.SchemaItem) -> None:
    op.create_table(
        "authorization_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("redirect_uri", sa.String(length=300), nullable=False),
        sa.Column("challenge", sa.String(length=43), nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_at", Moment, nullable=True),
        *own,
        sa.PrimaryKeyConstraint("code_hash", name="pk_authorization_codes"),
    )
    op.create_index("ix_authorization_codes_expires_at", "authorization_codes", ["expires_at"])
