"""Let candidates stand in reserve, give each a deadline, and tell them what of the need changed."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from migrations.checks import replace_check

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OVER = "'accepted', 'declined', 'withdrawn', 'not_selected', 'expired'"
BEFORE = f"state IN ('applied', 'invited', 'interested', 'offered', {OVER})"
AFTER = f"state IN ('applied', 'invited', 'interested', 'offered', 'reserve', {OVER})"
WERE_OPEN = sa.text("state IN ('applied', 'invited', 'interested', 'offered')")
ARE_OPEN = sa.text("state IN ('applied', 'invited', 'interested', 'offered', 'reserve')")
CONSIDER = timedelta(days=21)

candidacies = sa.table(
    "candidacies", sa.column("state"), sa.column("answer_by", sa.DateTime(timezone=True)), sa.column("reason")
)


def upgrade() -> None:
    # not in batch: on SQLite that would delete the rows that refer to the table
    replace_check("candidacies", "ck_candidacies_ck_candidacies_state", before=BEFORE, after=AFTER)
    _index_open(ARE_OPEN)
    op.add_column("candidacies", sa.Column("need_version", sa.Integer(), nullable=False, server_default="0"))
    changed = sa.Column("need_changed_since_offer", sa.JSON(), nullable=False, server_default="[]")
    op.add_column("candidacies", changed)
    waiting = sa.and_(candidacies.c.state.in_(("applied", "interested")), candidacies.c.answer_by.is_(None))
    op.execute(sa.update(candidacies).where(waiting).values(answer_by=datetime.now(UTC) + CONSIDER))
    op.create_table(
        "vacancies",
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("need_id", name="pk_vacancies"),
    )


def downgrade() -> None:
    """Whoever stands in reserve is not selected: the version before has no place for them."""
    op.drop_table("vacancies")
    op.drop_column("candidacies", "need_changed_since_offer")
    op.drop_column("candidacies", "need_version")
    over = {"state": "not_selected", "reason": "other_candidate_selected"}
    op.execute(sa.update(candidacies).where(candidacies.c.state == "reserve").values(**over))
    _index_open(WERE_OPEN)
    replace_check("candidacies", "ck_candidacies_ck_candidacies_state", before=AFTER, after=BEFORE)


def _index_open(is_open: sa.TextClause) -> None:
    op.drop_index("uq_candidacies_open", table_name="candidacies")
    pair = ["expert_id", "need_id"]
    op.create_index(
        "uq_candidacies_open", "candidacies", pair, unique=True, sqlite_where=is_open, postgresql_where=is_open
    )
