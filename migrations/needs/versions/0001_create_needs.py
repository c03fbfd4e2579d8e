"""Create needs, and the tables of what is followed about them."""

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
        "needs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("host_org", sa.String(length=9), nullable=False),
        sa.Column("posted_by", sa.String(length=64), nullable=True),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("external_id", sa.String(length=100), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("must_skills", sa.JSON(), nullable=False),
        sa.Column("nice_skills", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("earliest_start", sa.Date(), nullable=False),
        sa.Column("latest_start", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("percentage", sa.Integer(), nullable=False),
        sa.Column("county", sa.String(length=64), nullable=True),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.Column("clearance", sa.String(length=16), nullable=False),
        sa.Column("perspective", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="ck_needs_outcome"),
        sa.CheckConstraint("state IN ('draft', 'closed') OR posted_by IS NOT NULL", name="ck_needs_posted_by"),
        sa.CheckConstraint("state IN ('draft', 'open', 'on_hold', 'filled', 'closed')", name="ck_needs_state"),
        sa.CheckConstraint("earliest_start <= latest_start", name="ck_needs_starts"),
        sa.CheckConstraint("filled >= 0", name="ck_needs_filled"),
        sa.CheckConstraint("percentage BETWEEN 1 AND 100", name="ck_needs_percentage"),
        sa.CheckConstraint("places >= 1", name="ck_needs_places"),
        sa.PrimaryKeyConstraint("id", name="pk_needs"),
        sa.UniqueConstraint("host_org", "external_id", name="uq_needs_host_org_external_id"),
    )
    op.create_index("ix_needs_host_org_created_at_id", "needs", ["host_org", "created_at", "id"], unique=False)
    op.create_index("ix_needs_state_created_at_id", "needs", ["state", "created_at", "id"], unique=False)
    op.create_index("ix_needs_state_latest_start", "needs", ["state", "latest_start"], unique=False)
    op.create_table(
        "organisations",
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("sector", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("orgnr", name="pk_organisations"),
    )
    op.create_table(
        "counted_placements",
        sa.Column("placement_id", sa.String(length=64), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("released", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["needs.id"], name="fk_counted_placements_need_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("placement_id", name="pk_counted_placements"),
    )
    op.create_index("ix_counted_placements_need_id", "counted_placements", ["need_id"], unique=False)
    op.create_table(
        "need_fields",
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["needs.id"], name="fk_need_fields_need_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("need_id", "field", name="pk_need_fields"),
    )
    op.create_index("ix_need_fields_field", "need_fields", ["field"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_need_fields_field", table_name="need_fields")
    op.drop_table("need_fields")
    op.drop_index("ix_counted_placements_need_id", table_name="counted_placements")
    op.drop_table("counted_placements")
    op.drop_table("organisations")
    op.drop_index("ix_needs_state_latest_start", table_name="needs")
    op.drop_index("ix_needs_state_created_at_id", table_name="needs")
    op.drop_index("ix_needs_host_org_created_at_id", table_name="needs")
    op.drop_table("needs")
    kit_v1.drop()
