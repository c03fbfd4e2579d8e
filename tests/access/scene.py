"""One service with things in it, and what ought to hold there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fastapi import FastAPI
from sqlalchemy import Connection, MetaData, text

from services.kit import clock
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database, engine_for
from services.kit.web.application import Overrides
from tests.access.callers import Endings
from tests.access.expectation import Row
from tests.support.api import Api
from tests.support.callers import StaticKeys
from tests.support.kit_tables import create_tables


@dataclass(frozen=True, kw_only=True)
class Things:
    """What was put there: ids by name, and what must reach nobody but those its words name.

    `absent` names what is not there where any id will not do.
    """

    ids: Mapping[str, str]
    secrets: Mapping[str, Sequence[str]]
    absent: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The expectation of one service. `known` says who knows of a thing; whoever does not is answered 404."""

    service: str
    create_app: Callable[..., FastAPI]
    metadata: MetaData
    rows: Sequence[Row]
    public: frozenset[str]
    known: Mapping[str, Sequence[str]]
    furnish: Callable[[Api], Things]
    at: datetime | None = None

    def __str__(self) -> str:
        return self.service


@dataclass(frozen=True, kw_only=True)
class Played:
    """A scene that is set up, on one connection whose every change can be taken back."""

    scene: Scene
    app: FastAPI
    things: Things
    connection: Connection
    at: datetime


@contextmanager
def played(scene: Scene, url: str) -> Iterator[Played]:
    """The scene in a database of the tests' own, at a moment at which the clock is to stand still."""
    at, held = scene.at or clock.now(), engine_for(url, connections=1)
    with held.execution_options(immediate=True).connect() as connection:
        with connection.begin():
            _create(connection, scene)
            database = Database(url, scene.metadata, connections=1, bind=connection)
            with clock.stopped_at(at):
                app = scene.create_app(overrides=given(database))
                things = scene.furnish(Api(app))
        yield Played(scene=scene, app=app, things=things, connection=connection, at=at)
        database.close()
    held.dispose()


def given(database: Database) -> Overrides:
    revocations = Revocations(Endings(clock.now().isoformat()))
    revocations.follow_once()
    revocations.seen_at = float("inf")
    return Overrides(keys=StaticKeys(), database=database, revocations=revocations)


def _create(connection: Connection, scene: Scene) -> None:
    """The tables as the models have them: what migrations add to that is not about who may.

    On PostgreSQL all scenes share a database, each in a schema of its own.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"CREATE SCHEMA {scene.service}"))
        connection.execute(text(f"SET search_path TO {scene.service}"))
    create_tables(connection, scene.metadata)


def made(answer: Any) -> Any:
    """What was made, so that a scene that cannot be set up says why."""
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()
