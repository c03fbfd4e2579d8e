"""Book the person, not the profile: with a second profile, too, a person is booked once on any day.

Fails where a person is booked twice already: end one of the two placements first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NEVER = "00000000000000000000000000000000"  # the new column's value until the next statement fills it
BOUND_POSTGRESQL = """
    ALTER TABLE bookings ADD CONSTRAINT ex_bookings_person EXCLUDE USING gist
    ({who} WITH =, daterange(starts, ends, '[]') WITH &&) WHERE (state IN ('accepted', 'agreed'))
"""
BOUND_SQLITE = """
    CREATE TRIGGER ex_bookings_person_{when} BEFORE {when} ON bookings
    WHEN NEW.state IN ('accepted', 'agreed') AND EXISTS (
        SELECT 1 FROM bookings WHERE {who} = NEW.{who} AND candidacy_id <> NEW.candidacy_id
        AND state IN ('accepted', 'agreed') AND starts <= NEW.ends AND ends >= NEW.starts
    )
    BEGIN SELECT RAISE(ABORT, 'ex_bookings_person'); END
"""
TWICE = """
    WITH bound AS (
        SELECT bookings.candidacy_id, person_id, starts, ends FROM bookings
        JOIN candidacies ON candidacies.id = bookings.candidacy_id
        WHERE bookings.state IN ('accepted', 'agreed')
    )
    SELECT count(*) FROM bound a JOIN bound b ON a.person_id = b.person_id AND a.candidacy_id < b.candidacy_id
    WHERE a.starts <= b.ends AND a.ends >= b.starts
"""


def upgrade() -> None:
    if op.get_bind().scalar(sa.text(TWICE)):
        raise RuntimeError("somebody is bound twice on one day: end one of the two stays first")
    _rebind("expert_id", sa.Column("person_id", sa.String(length=64), nullable=False, server_default=NEVER))


def downgrade() -> None:
    _rebind("person_id", sa.Column("expert_id", sa.Uuid(), nullable=False, server_default=NEVER))


def _rebind(was: str, column: sa.Column[object]) -> None:
    """Not in batch: on SQLite that rebuilds the table without its triggers and named constraints."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    _release(postgresql=postgresql)
    op.drop_index(f"ix_bookings_{was}", table_name="bookings")
    op.add_column("bookings", column)
    op.execute(
        f"UPDATE bookings SET {column.name} = "  # noqa: S608 -- our own names
        f"(SELECT {column.name} FROM candidacies WHERE candidacies.id = bookings.candidacy_id)"
    )
    op.drop_column("bookings", was)
    op.create_index(f"ix_bookings_{column.name}", "bookings", [column.name])
    if postgresql:
        op.alter_column("bookings", column.name, server_default=None)
    _bind(column.name, postgresql=postgresql)


def _release(*, postgresql: bool) -> None:
    if postgresql:
        op.drop_constraint("ex_bookings_person", "bookings")
        return
    for when in ("INSERT", "UPDATE"):
        op.execute(f"DROP TRIGGER ex_bookings_person_{when}")


def _bind(who: str, *, postgresql: bool) -> None:
    if postgresql:
        op.execute(BOUND_POSTGRESQL.format(who=who))
        return
    for when in ("INSERT", "UPDATE"):
        op.execute(BOUND_SQLITE.format(when=when, who=who))
