"""The two engines: an empty database for each service, dropped at the end."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from uuid import uuid4

import psycopg

from ressurspool.ops.stack import Databases
from services.scheme.services import SERVICES

SERVER = os.environ.get("TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
ENGINES = (SQLITE, POSTGRESQL)


@contextmanager
def databases(engine: str) -> Iterator[Databases | None]:
    """A database for each service on PostgreSQL; None on SQLite, where the stack makes its own files."""
    if engine == SQLITE:
        yield None
        return
    with ExitStack() as made:
        yield {service: made.enter_context(postgres_database()) for service in SERVICES}


@contextmanager
def own_connection() -> Iterator[psycopg.Connection[Any]]:
    """A connection to an empty database on the PostgreSQL server, which commits each statement."""
    with postgres_database() as url, psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


@contextmanager
def postgres_database() -> Iterator[str]:
    """The URL of an empty database on the PostgreSQL server. Raises psycopg.OperationalError where none answers."""
    name = f"ressurspool_bench_{uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True, connect_timeout=5) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{SERVER.rpartition('/')[0]}/{name}".replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
