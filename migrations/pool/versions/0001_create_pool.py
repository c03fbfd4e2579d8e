"""Create the pool: expert profiles, the tables of what is followed about them, and the log of who read them."""

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
    op.create_table(
        "coordinators",
        sa.Column("membership_id", sa.String(length=64), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.PrimaryKeyConstraint("membership_id", name="pk_coordinators"),
    )
    op.create_index("ix_coordinators_orgnr", "coordinators", ["orgnr"], unique=False)
    op.create_table(
        "experts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("home_org", sa.String(length=9), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("wanted_learning", sa.JSON(), nullable=False),
        sa.Column("windows", sa.JSON(), nullable=False),
        sa.Column("percentage", sa.Integer(), nullable=False),
        sa.Column("county", sa.String(length=64), nullable=True),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("clearance", sa.String(length=16), nullable=False),
        sa.Column("endorsed_until", sa.Date(), nullable=True),
        sa.Column("max_months", sa.Integer(), nullable=True),
        sa.Column("max_percentage", sa.Integer(), nullable=True),
        sa.Column("endorsed_by", sa.String(length=64), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'available', 'paused', 'expired', 'withdrawn')",
            name="ck_experts_state",
        ),
        sa.CheckConstraint("percentage BETWEEN 1 AND 100", name="ck_experts_percentage"),
        sa.PrimaryKeyConstraint("id", name="pk_experts"),
    )
    op.create_index("ix_experts_created_at_id", "experts", ["created_at", "id"], unique=False)
    op.create_index("ix_experts_home_org_state", "experts", ["home_org", "state"], unique=False)
    op.create_index(
        "uq_experts_live_person",
        "experts",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_table(
        "organisations",
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("sector", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("orgnr", name="pk_organisations"),
    )
    op.create_table(
        "access_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("reader", sa.String(length=64), nullable=False),
        sa.Column("reader_org", sa.String(length=9), nullable=True),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["experts.id"], name="fk_access_log_expert_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_access_log"),
    )
    op.create_index("ix_access_log_expert_id_at", "access_log", ["expert_id", "at", "id"], unique=False)
    op.create_table(
        "busy_periods",
        sa.Column("placement_id", sa.String(length=64), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["experts.id"], name="fk_busy_periods_expert_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("placement_id", name="pk_busy_periods"),
    )
    op.create_index("ix_busy_periods_expert_id", "busy_periods", ["expert_id"], unique=False)
    op.create_table(
        "disclosures",
        sa.Column("candidacy_id", sa.String(length=64), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("host_org", sa.String(length=9), nullable=False),
        sa.Column("need_id", sa.String(length=64), nullable=False),
        sa.Column("ends_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["experts.id"], name="fk_disclosures_expert_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("candidacy_id", name="pk_disclosures"),
    )
    op.create_index("ix_disclosures_expert_id_host_org", "disclosures", ["expert_id", "host_org"], unique=False)
    op.create_table(
        "expert_fields",
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["experts.id"], name="fk_expert_fields_expert_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("expert_id", "field", name="pk_expert_fields"),
    )
    op.create_index("ix_expert_fields_field", "expert_fields", ["field"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_expert_fields_field", table_name="expert_fields")
    op.drop_table("expert_fields")
    op.drop_index("ix_disclosures_expert_id_host_org", table_name="disclosures")
    op.drop_table("disclosures")
    op.drop_index("ix_busy_periods_expert_id", table_name="busy_periods")
    op.drop_table("busy_periods")
    op.drop_index("ix_access_log_expert_id_at", table_name="access_log")
    op.drop_table("access_log")
    op.drop_table("organisations")
    op.drop_index(
        "uq_experts_live_person",
        table_name="experts",
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.drop_index("ix_experts_home_org_state", table_name="experts")
    op.drop_index("ix_experts_created_at_id", table_name="experts")
    op.drop_table("experts")
    op.drop_index("ix_coordinators_orgnr", table_name="coordinators")
    op.drop_table("coordinators")
    kit_v1.drop()
