"""What is read by compiled statements, compared with what the ORM reads and FastAPI sends."""

from collections.abc import Iterable
from typing import Any

import httpx
from sqlalchemy import select

from services.kit.data.database import Database
from services.kit.data.statements import Statement


def assert_read_alike(database: Database, models: Iterable[type[Any]]) -> None:
    """The rows of these models are the same by a statement as by a session, and there are some of each."""
    for model in models:
        with database.read() as session, database.snapshot() as snapshot:
            by_session = [row.model_dump() for row in session.scalars(select(model))]
            by_statement = [row.model_dump() for row in snapshot.all(Statement[Any](select(model)))]
        assert by_session, f"no {model.__name__} to compare"
        assert by_statement == by_session


def assert_shown_alike(read: httpx.Response, answered: httpx.Response) -> None:
    """A read sends the very bytes that a write was answered with, which the ORM read and FastAPI made."""
    assert read.status_code == 200, read.text
    assert read.content == answered.content
    for header in ("ETag", "Vary", "Content-Type", "Content-Length", "Cache-Control"):
        assert read.headers[header] == answered.headers[header]
