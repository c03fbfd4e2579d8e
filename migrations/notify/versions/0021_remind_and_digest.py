"""Remind of tasks, mail digests within people's hours, let a mail be turned off, and give bodies a shared address."""

import sqlalchemy as sa
from alembic import op

from migrations.checks import replace_check

revision = "0021"
down_revision = "0018"
branch_labels = None
depends_on = None

OPEN, WAITING = sa.text("closed_at IS NULL"), sa.text("digest_id IS NULL")
DOUBLED = "ck_preferences_ck_preferences_email"  # the check's name on PostgreSQL since 0001
TWO_PACES, FOUR_PACES = "email IN ('at_once', 'off')", "email IN ('at_once', 'daily', 'weekly', 'off')"
ONE_KIND = "(letter_id IS NULL) = (message_id IS NOT NULL) AND (letter_id IS NULL) = (person_id IS NOT NULL)"
ONE_KIND_OF_THREE = (
    "(letter_id IS NULL) = (message_id IS NOT NULL OR digest_id IS NOT NULL) "
    "AND (letter_id IS NULL) = (person_id IS NOT NULL) AND (message_id IS NULL OR digest_id IS NULL)"
)


def upgrade() -> None:
    _add_digests()
    _add_reminders()
    op.add_column("preferences", sa.Column("kinds", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("preferences", sa.Column("mail_from", sa.Integer(), nullable=False, server_default="8"))
    op.add_column("preferences", sa.Column("mail_until", sa.Integer(), nullable=False, server_default="17"))
    replace_check("preferences", DOUBLED, before=TWO_PACES, after=FOUR_PACES)
    op.create_table(
        "unsubscribe_links",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_unsubscribe_links"),
        sa.UniqueConstraint("person_id", "topic", name="uq_unsubscribe_links_person_id_topic"),
    )
    op.create_table(
        "mailboxes",
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("new_email", sa.String(length=200), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.CheckConstraint("language IN ('nb', 'nn', 'en')", name=op.f("ck_mailboxes_language")),
        sa.PrimaryKeyConstraint("orgnr", name="pk_mailboxes"),
    )


def _add_digests() -> None:
    op.create_table(
        "digests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
        sa.UniqueConstraint("person_id", "day", name="uq_digests_person_id_day"),
    )
    op.create_table(
        "digest_lines",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_digest_lines_message_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name="fk_digest_lines_digest_id"),
        sa.PrimaryKeyConstraint("message_id", name="pk_digest_lines"),
    )
    waiting = {"sqlite_where": WAITING, "postgresql_where": WAITING}
    op.create_index("ix_digest_lines_waiting", "digest_lines", ["due_at", "person_id"], **waiting)
    op.create_index("ix_digest_lines_person_id", "digest_lines", ["person_id"])
    op.create_index("ix_digest_lines_digest_id", "digest_lines", ["digest_id"])
    op.add_column("deliveries", sa.Column("digest_id", sa.Uuid(), nullable=True))
    replace_check("deliveries", "ck_deliveries_one_kind", before=ONE_KIND, after=ONE_KIND_OF_THREE)


def _add_reminders() -> None:
    """Open tasks are looked at once after this: what is due of theirs comes then, and nothing twice."""
    op.add_column("tasks", sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE tasks SET remind_at = opened_at WHERE due IS NOT NULL AND closed_at IS NULL")
    op.create_index("ix_tasks_remind_at", "tasks", ["remind_at"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "reminders",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stage IN ('half_time', 'two_days', 'last_call')", name=op.f("ck_reminders_stage")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_reminders_task_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("task_id", "stage", name="pk_reminders"),
    )


def downgrade() -> None:
    op.drop_table("mailboxes")
    op.drop_table("unsubscribe_links")
    op.execute("UPDATE preferences SET email = 'at_once' WHERE email IN ('daily', 'weekly')")
    replace_check("preferences", DOUBLED, before=FOUR_PACES, after=TWO_PACES)
    for column in ("kinds", "mail_from", "mail_until"):
        op.drop_column("preferences", column)
    op.drop_table("reminders")
    op.drop_index("ix_tasks_remind_at", table_name="tasks")
    op.drop_column("tasks", "remind_at")
    op.execute("DELETE FROM deliveries WHERE digest_id IS NOT NULL")
    replace_check("deliveries", "ck_deliveries_one_kind", before=ONE_KIND_OF_THREE, after=ONE_KIND)
    op.drop_column("deliveries", "digest_id")
    op.drop_table("digest_lines")
    op.drop_table("digests")
