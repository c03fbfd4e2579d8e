"""Runs a service's migrations: from the command line, at deployment and in tests."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from alembic import command, context
from alembic.config import Config
from filelock import FileLock
from sqlalchemy import Engine, MetaData

from services.kit.data.database import engine_for
from services.kit.settings import PROJECT_ROOT

LOCK = 0x72657373  # pg_advisory_lock's key, of whoever migrates; any number that nobody else uses in the database
INI = PROJECT_ROOT / "migrations" / "alembic.ini"


def configuration(service: str, url: str) -> Config:
    config = Config(str(INI), ini_section=service)
    config.attributes["url"] = url
    return config


def upgrade(service: str, url: str, *, revision: str = "head") -> None:
    """Bring a service's database to a revision. Safe to repeat, and to run from several places at once."""
    command.upgrade(configuration(service, url), revision)


def downgrade(service: str, url: str, *, revision: str) -> None:
    command.downgrade(configuration(service, url), revision)


def run_migrations(metadata: MetaData) -> None:
    """What each history's env.py does: one transaction a migration, tables copied where SQLite cannot alter them.

    One process at a time migrates a database; the others wait, and find nothing left to do.
    """
    engine = engine_for(context.config.attributes["url"], connections=2, bounded=False)
    try:
        with _migrating_alone(engine), engine.execution_options(immediate=True).connect() as connection:
            context.configure(
                connection=connection,
                target_metadata=metadata,
                render_as_batch=engine.dialect.name == "sqlite",
                compare_type=True,
            )
            with context.begin_transaction():
                context.run_migrations()
    finally:
        engine.dispose()


@contextmanager
def _migrating_alone(engine: Engine) -> Iterator[None]:
    """Wait until nobody else migrates the database. A process that dies gives the lock back."""
    if engine.dialect.name == "sqlite":
        file = engine.url.database
        with FileLock(f"{file}.migrating") if file and file != ":memory:" else nullcontext():
            yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as holder:
        holder.exec_driver_sql(f"SELECT pg_advisory_lock({LOCK})")
        yield
        holder.exec_driver_sql(f"SELECT pg_advisory_unlock({LOCK})")
