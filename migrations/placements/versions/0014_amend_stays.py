"""Store what is asked to change about stays, and the notice they end by."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
LIVE = sa.text("state = 'proposed'")


def upgrade() -> None:
    op.create_table(
        "amendments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("proposed_by", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("terms_version", sa.Integer(), nullable=True),
        sa.Column("terms_hash", sa.String(length=64), nullable=True),
        sa.Column("decide_by", Moment, nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("end_reason", sa.String(length=32), nullable=True),
        sa.Column("end_note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('extension', 'dates', 'content', 'early_return', 'recall', 'no_show')", name="ck_amendments_kind"
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'applied', 'rejected', 'withdrawn', 'expired')", name="ck_amendments_state"
        ),
        sa.CheckConstraint("party IN ('home', 'host', 'employee')", name="ck_amendments_party"),
        sa.ForeignKeyConstraint(["placement_id"], ["placements.id"], name="fk_amendments_placement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_amendments"),
    )
    op.create_index(
        "uq_amendments_live", "amendments", ["placement_id"], unique=True, sqlite_where=LIVE, postgresql_where=LIVE
    )
    op.create_index("ix_amendments_placement_id", "amendments", ["placement_id", "created_at", "id"])
    op.create_index("ix_amendments_state_decide_by", "amendments", ["state", "decide_by"])
    op.add_column("placements", sa.Column("ended_by", sa.String(length=16), nullable=True))
    op.add_column("placements", sa.Column("notice_days", sa.Integer(), nullable=False, server_default="14"))


def downgrade() -> None:
    """A stay that is to end early ends all the same, as a completed one."""
    op.drop_column("placements", "notice_days")
    op.drop_column("placements", "ended_by")
    op.drop_table("amendments")
