"""Find experts by their terms and the days they offer, and note when profiles last changed.

Those that exist count as changed today: whoever asks what has changed gets each of them once.
"""

import json
from collections.abc import Iterator, Set
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from vocabulary.words import words_in

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

A_BATCH = 1_000
FEWEST_OF_A_KIND = 6  # whose level and sector are shown


def upgrade() -> None:
    # not in batch: SQLite would copy the table
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
    op.add_column("experts", sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, server_default=now))
    op.create_index("ix_experts_home_org_updated_at", "experts", ["home_org", "state", "updated_at", "id"])
    text = sa.Text(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.Text()
    op.create_table(
        "expert_terms",
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("term", text, nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["experts.id"], name="fk_expert_terms_expert_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("expert_id", "term", name="pk_expert_terms"),
    )
    op.create_table(
        "expert_windows",
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["experts.id"], name="fk_expert_windows_expert_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("expert_id", "starts", "ends", name="pk_expert_windows"),
    )
    _index_experts()
    op.create_index("ix_expert_terms_term", "expert_terms", ["term", "expert_id"])
    op.drop_index("ix_expert_fields_field_expert_id", table_name="expert_fields")


def downgrade() -> None:
    op.create_index("ix_expert_fields_field_expert_id", "expert_fields", ["field", "expert_id"])
    op.drop_table("expert_windows")
    op.drop_table("expert_terms")
    op.drop_index("ix_experts_home_org_updated_at", table_name="experts")
    op.drop_column("experts", "updated_at")


def _index_experts() -> None:
    """What the experts that there are are found by: each is read once, a thousand at a time, and no more are kept."""
    connection = op.get_bind()
    kinds = connection.execute(sa.text("SELECT level, sector, count(*) FROM organisations GROUP BY level, sector"))
    shown = {(level, sector) for level, sector, number in kinds if number >= FEWEST_OF_A_KIND}
    terms = sa.table("expert_terms", sa.column("expert_id"), sa.column("term"))
    days = (sa.column("starts", sa.Date), sa.column("ends", sa.Date))
    windows = sa.table("expert_windows", sa.column("expert_id"), *days, sa.column("months"))
    read = sa.text(
        "SELECT e.id, e.state, e.title, e.fields, e.skills, e.languages, e.windows, e.county, e.remote, "
        "o.level, o.sector FROM experts e LEFT JOIN organisations o ON o.orgnr = e.home_org"
    ).execution_options(stream_results=True, yield_per=A_BATCH)
    for batch in connection.execute(read).mappings().partitions():
        found = [{"expert_id": one["id"], "term": term} for one in batch for term in sorted(set(_terms_of(one, shown)))]
        if found:
            connection.execute(sa.insert(terms), found)
        offered = [
            {"expert_id": one["id"], **window}
            for one in batch
            if one["state"] == "available"
            for window in _windows_of(one)
        ]
        if offered:
            connection.execute(sa.insert(windows), offered)


def _terms_of(expert: Any, shown: Set[tuple[str, str]]) -> Iterator[str]:
    fields, skills, languages = (_read(expert[name]) for name in ("fields", "skills", "languages"))
    yield from (f"word:{one}" for one in words_in(expert["title"]))
    for kind in ("own-", "") if expert["state"] == "available" else ("own-",):
        yield from (f"{kind}field:{one['field']}" for one in fields)
        yield from (f"{kind}skill:{one}" for one in skills)
    if expert["state"] != "available":
        return
    yield from (f"language:{one}" for one in languages)
    yield f"remote:{'true' if expert['remote'] else 'false'}"
    if expert["county"] is not None:
        yield f"county:{expert['county']}"
    if (expert["level"], expert["sector"]) in shown:
        yield from (f"level:{expert['level']}", f"sector:{expert['sector']}")


def _windows_of(expert: Any) -> Iterator[dict[str, Any]]:
    days = {(date.fromisoformat(one["start"]), date.fromisoformat(one["end"])) for one in _read(expert["windows"])}
    for start, end in sorted(days):
        after = end + timedelta(days=1) if end < date.max else end
        months = (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)
        yield {"starts": start, "ends": end, "months": months}


def _read(kept: Any) -> list[Any]:
    found: list[Any] = json.loads(kept) if isinstance(kept, str) else kept
    return found
