"""Races: threads that begin at the same moment, and threads that all read before any of them writes."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from unittest.mock import patch

from sqlalchemy.orm import Session

from services.kit.data.database import Database
from services.kit.web.turns import Turns

RACERS = 5
SECONDS = 20

T = TypeVar("T")
Act = Callable[[Session], bool]


def race(run: Callable[[], T]) -> list[T]:
    """The results of several threads that begin at the same moment."""
    return race_all([run] * RACERS)


def race_all(runs: Sequence[Callable[[], T]]) -> list[T]:
    """The results of several threads that begin at the same moment, each with work of its own.

    An application in this process lets all of them in at once: three places for a caller would be a smaller race, and
    turns belong to one event loop, where each racer has its own.
    """
    begin = Barrier(len(runs))

    def racer(run: Callable[[], T]) -> T:
        begin.wait(SECONDS)
        return run()

    with patch.object(Turns, "_most_of", lambda turns, _asker: turns.limit), ThreadPoolExecutor(len(runs)) as crowd:
        return list(crowd.map(racer, runs, timeout=SECONDS))


def looked_first(database: Database, look: Act, act: Act) -> list[bool]:
    """A race in which all read before any of them writes; it beats a check before an update."""
    looked = Barrier(RACERS)

    def run() -> bool:
        with database.read() as session:
            free = look(session)
        looked.wait(SECONDS)
        if not free:
            return False
        with database.write() as session:
            return act(session)

    return race(run)
