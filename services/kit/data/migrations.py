"""Runs a service's migrations: from the command line, at deployment and in tests."""

from alembic import command, context
from alembic.config import Config
from sqlalchemy import MetaData

from services.kit.data.database import engine_for
from services.kit.settings import PROJECT_ROOT

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
    """What each history's env.py does: one transaction a migration, tables copied where SQLite cannot alter them."""
    engine = engine_for(context.config.attributes["url"], connections=2)
    try:
        with engine.execution_options(immediate=True).connect() as connection:
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
