"""Find needs by their fields, skills and words, and list them by their last change and their first day.

Those that exist count as changed today: whoever asks what has changed gets each of them once.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from vocabulary.words import words_in

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LISTED = (
    ("state_earliest_start", ["state", "earliest_start", "id"]),
    ("state_updated_at", ["state", "updated_at", "id"]),
    ("host_org_state", ["host_org", "state", "created_at", "id"]),
    ("host_org_earliest_start", ["host_org", "earliest_start", "id"]),
    ("host_org_updated_at", ["host_org", "updated_at", "id"]),
)
A_BATCH = 1_000


def upgrade() -> None:
    # not in batch: SQLite would copy the table
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
    op.add_column("needs", sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, server_default=now))
    for name, columns in LISTED:
        op.create_index(f"ix_needs_{name}", "needs", columns)
    text = sa.Text(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.Text()
    op.create_table(
        "need_terms",
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("term", text, nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["need_id"], ["needs.id"], name="fk_need_terms_need_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("need_id", "term", name="pk_need_terms"),
    )
    _find_terms()
    op.create_index("ix_need_terms_term", "need_terms", ["term", "listed_at", "need_id"])
    op.drop_index("ix_need_fields_field", table_name="need_fields")
    op.drop_table("need_fields")


def downgrade() -> None:
    op.create_table(
        "need_fields",
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["need_id"], ["needs.id"], name="fk_need_fields_need_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("need_id", "field", name="pk_need_fields"),
    )
    op.execute(
        "INSERT INTO need_fields (need_id, field, listed_at) "
        "SELECT need_id, substr(term, 7), listed_at FROM need_terms WHERE term LIKE 'field:%'"
    )
    op.create_index("ix_need_fields_field", "need_fields", ["field", "listed_at", "need_id"])
    op.drop_table("need_terms")
    for name, _ in reversed(LISTED):
        op.drop_index(f"ix_needs_{name}", table_name="needs")
    op.drop_column("needs", "updated_at")


def _find_terms() -> None:
    """The terms of the needs that there are: their texts are read once, a thousand at a time, and no more are kept."""
    connection = op.get_bind()
    terms = sa.table("need_terms", sa.column("need_id"), sa.column("term"), sa.column("listed_at"))
    needs = connection.execute(
        sa.text(
            "SELECT id, title, description, fields, must_skills, nice_skills, "
            "CASE WHEN state = 'open' THEN created_at END AS listed_at FROM needs"
        ).execution_options(stream_results=True, yield_per=A_BATCH)
    )
    for batch in needs.mappings().partitions():
        rows = [
            {"need_id": need["id"], "term": term, "listed_at": need["listed_at"]}
            for need in batch
            for term in sorted(set(_terms_of(need)))
        ]
        if rows:
            connection.execute(sa.insert(terms), rows)


def _terms_of(need: Any) -> Iterator[str]:
    fields, must, nice = (_read(need[name]) for name in ("fields", "must_skills", "nice_skills"))
    yield from (f"field:{one['field']}" for one in fields)
    yield from (f"skill:{one}" for one in (*must, *nice))
    yield from (f"word:{one}" for one in words_in(f"{need['title']} {need['description']}"))


def _read(kept: Any) -> list[Any]:
    found: list[Any] = json.loads(kept) if isinstance(kept, str) else kept
    return found
