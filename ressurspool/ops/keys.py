"""Keeps the signing keys by hand, in auth's database as the environment names it."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from services.auth.errors import KeyRefused
from services.auth.models import Table
from services.auth.service.key_keeping import list_keys
from services.auth.settings import AuthSettings
from services.kit.database import Database
from services.kit.errors import ServiceError


@contextmanager
def kept_keys() -> Iterator[tuple[Database, AuthSettings]]:
    """auth's database and settings; what is refused is told, and ends the command with 1."""
    settings = AuthSettings()
    database = Database(settings.database_url, Table.metadata, connections=2)
    try:
        yield database, settings
    except (KeyRefused, ServiceError) as error:
        typer.echo(f"Refused: {getattr(error, 'code', error)}", err=True)
        raise typer.Exit(1) from None
    finally:
        database.close()


def key_lines() -> Iterator[str]:
    """A line for each key: its name, its state and since when."""
    with kept_keys() as (database, _), database.read() as session:
        for key in list_keys(session):
            yield f"{key.kid} {key.state:<8} since {key.since.isoformat(timespec='seconds')}"
