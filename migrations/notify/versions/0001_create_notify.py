"""Create notify: tasks, inboxes and deliveries, and who has which role."""

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
        "announcements",
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("mail", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "audience", name="pk_announcements"),
    )
    op.create_index("ix_announcements_audience_at", "announcements", ["audience", "at"], unique=False)
    op.create_table(
        "heard_events",
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_heard_events"),
    )
    op.create_table(
        "memberships",
        sa.Column("membership_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.PrimaryKeyConstraint("membership_id", "role", name="pk_memberships"),
    )
    op.create_index("ix_memberships_orgnr_role", "memberships", ["orgnr", "role"], unique=False)
    op.create_index("ix_memberships_person_id", "memberships", ["person_id"], unique=False)
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("read_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("event_id", "person_id", name="uq_messages_event_id_person_id"),
    )
    op.create_index("ix_messages_person_id_at", "messages", ["person_id", "at", "id"], unique=False)
    op.create_table(
        "party_answers",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("subject", "party", name="pk_party_answers"),
    )
    op.create_table(
        "preferences",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.CheckConstraint("email IN ('at_once', 'off')", name="ck_preferences_email"),
        sa.CheckConstraint("language IN ('nb', 'nn', 'en')", name="ck_preferences_language"),
        sa.PrimaryKeyConstraint("person_id", name="pk_preferences"),
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("opened_at", Moment, nullable=False),
        sa.Column("due", Moment, nullable=True),
        sa.Column("terms_version", sa.Integer(), nullable=True),
        sa.Column("closed_at", Moment, nullable=True),
        sa.Column("closed_by", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "kind IN ('endorse_expert', 'complete_profile', 'answer_invitation', 'consider_application', "
            "'answer_offer', 'decide_as_employee', 'decide_as_home', 'decide_as_host')",
            name="ck_tasks_kind",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
    )
    op.create_index("ix_tasks_audience_opened_at", "tasks", ["audience", "opened_at", "id"], unique=False)
    op.create_index(
        "uq_tasks_open",
        "tasks",
        ["subject", "kind", "audience"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("next_try_at", Moment, nullable=True),
        sa.Column("delivered_at", Moment, nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'delivered', 'failed', 'dead')", name="ck_deliveries_state"
        ),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_deliveries_message_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("event_id", "person_id", "channel", name="uq_deliveries_event_id_person_id_channel"),
    )
    op.create_index("ix_deliveries_message_id", "deliveries", ["message_id"], unique=False)
    op.create_index("ix_deliveries_person_id_created_at", "deliveries", ["person_id", "created_at", "id"], unique=False)
    op.create_index("ix_deliveries_state_next_try_at", "deliveries", ["state", "next_try_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_deliveries_state_next_try_at", table_name="deliveries")
    op.drop_index("ix_deliveries_person_id_created_at", table_name="deliveries")
    op.drop_index("ix_deliveries_message_id", table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_index(
        "uq_tasks_open",
        table_name="tasks",
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.drop_index("ix_tasks_audience_opened_at", table_name="tasks")
    op.drop_table("tasks")
    op.drop_table("preferences")
    op.drop_table("party_answers")
    op.drop_index("ix_messages_person_id_at", table_name="messages")
    op.drop_table("messages")
    op.drop_index("ix_memberships_person_id", table_name="memberships")
    op.drop_index("ix_memberships_orgnr_role", table_name="memberships")
    op.drop_table("memberships")
    op.drop_table("heard_events")
    op.drop_index("ix_announcements_audience_at", table_name="announcements")
    op.drop_table("announcements")
    kit_v1.drop()
