"""What is left of a text, and what was emitted."""

from sqlalchemy import inspect, select, text

from services.kit.data.database import Database

CANARY = "kanarifugl"


def stored(database: Database) -> str:
    """Everything that is stored, of every table."""
    with database.read() as session:
        tables = inspect(session.connection()).get_table_names()
        return str([list(session.execute(text(f'SELECT * FROM "{table}"'))) for table in tables])


def emitted(database: Database) -> int:
    """How many events there are."""
    with database.read() as session:
        return int(session.scalars(select(database.tables.feed_head.c.events)).one())
