"""Create auth: public bodies, people, memberships, invitations, clients, codes and keys."""

import sqlalchemy as sa
from alembic import op

from migrations import kit_v1

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    kit_v1.create()
    _create_organisations()
    _create_people()
    _create_invitations()
    _create_clients()
    _create_codes()
    _create_keys()


def downgrade() -> None:
    for table in (
        "signing_keys",
        "guess_counts",
        "authorization_codes",
        "clients",
        "invitations",
        "memberships",
        "people",
        "organisations",
    ):
        op.drop_table(table)
    kit_v1.drop()


def _create_organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", Moment, nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("sector", sa.String(length=32), nullable=False),
        sa.Column("name_nb", sa.String(length=200), nullable=False),
        sa.Column("name_nn", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("orgnr", name="pk_organisations"),
        sa.UniqueConstraint("id", name="uq_organisations_id"),
    )
    op.create_index("ix_organisations_joined_at_id", "organisations", ["joined_at", "id"], unique=False)


def _create_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("email", name="uq_people_email"),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("ended_at", Moment, nullable=True),
        sa.CheckConstraint(
            "role IN ('employee', 'requester', 'coordinator', 'broker', 'admin')", name="ck_memberships_role"
        ),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_memberships_orgnr"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_memberships_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_orgnr", "memberships", ["orgnr", "since", "id"], unique=False)
    op.create_index(
        "uq_memberships_live",
        "memberships",
        ["person_id", "orgnr"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _create_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_by", sa.String(length=64), nullable=True),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_at", Moment, nullable=True),
        sa.CheckConstraint(
            "role IN ('employee', 'requester', 'coordinator', 'broker', 'admin')", name="ck_invitations_role"
        ),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_invitations_orgnr"),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("token_hash", name="uq_invitations_token_hash"),
    )


def _create_clients() -> None:
    op.create_table(
        "clients",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=True),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("redirect_uris", sa.JSON(), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=True),
        sa.CheckConstraint("(kind = 'agency') = (orgnr IS NOT NULL AND role IS NOT NULL)", name="ck_clients_acts_for"),
        sa.CheckConstraint("(kind = 'public') = (secret_hash IS NULL)", name="ck_clients_secret"),
        sa.CheckConstraint("kind IN ('public', 'service', 'agency')", name="ck_clients_kind"),
        sa.CheckConstraint(
            "role IN ('employee', 'requester', 'coordinator', 'broker', 'admin')", name="ck_clients_role"
        ),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_clients_orgnr"),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
        sa.UniqueConstraint("client_id", name="uq_clients_client_id"),
    )
    op.create_index("ix_clients_orgnr", "clients", ["orgnr", "created_at", "id"], unique=False)


def _create_codes() -> None:
    op.create_table(
        "authorization_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("redirect_uri", sa.String(length=300), nullable=False),
        sa.Column("challenge", sa.String(length=43), nullable=False),
        sa.Column("scope", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_at", Moment, nullable=True),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_authorization_codes_orgnr"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_authorization_codes_person_id"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_authorization_codes"),
    )
    op.create_index("ix_authorization_codes_expires_at", "authorization_codes", ["expires_at"], unique=False)
    op.create_table(
        "guess_counts",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_guess_counts"),
    )
    op.create_index("ix_guess_counts_last_at", "guess_counts", ["last_at"], unique=False)


def _create_keys() -> None:
    op.create_table(
        "signing_keys",
        sa.Column("kid", sa.String(length=64), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("private_pem", sa.String(), nullable=False),
        sa.Column("public", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kid", name="pk_signing_keys"),
    )
    op.create_index(
        "uq_signing_keys_active",
        "signing_keys",
        ["active"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )
