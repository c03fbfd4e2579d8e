"""What compiled statements read, compared with what the ORM reads."""

from collections.abc import Iterable

from sqlalchemy import select

from services.kit.data.database import Database
from services.kit.data.statements import Statement


def assert_read_alike(database: Database, models: Iterable[type]) -> None:
    """The rows of these models are the same by a statement as by a session, and there are some of each."""
    for model in models:
        with database.read() as session, database.snapshot() as snapshot:
            by_session = [row.model_dump() for row in session.scalars(select(model))]
            by_statement = [row.model_dump() for row in snapshot.all(Statement(select(model)))]
        assert by_session, f"no {model.__name__} to compare"
        assert by_statement == by_session
