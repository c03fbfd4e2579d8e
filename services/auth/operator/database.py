"""Opens auth's database for one operation."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.auth.operator.preparation import prepare
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit.data.database import Database


@contextmanager
def opened(settings: AuthSettings) -> Iterator[Database]:
    """auth's database, unchanged."""
    database = Database(settings.database_url, Table.metadata, connections=2)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def prepared(settings: AuthSettings) -> Iterator[Database]:
    """auth's database, once it has the public bodies, our clients and a signing key: auth may never have run yet."""
    with opened(settings) as database:
        prepare(database, settings)
        yield database
