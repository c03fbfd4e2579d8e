"""Several at the same moment, and several who have all looked before any of them acts."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from sqlalchemy.orm import Session

from services.kit.database import Database

RACERS = 5
SECONDS = 20

T = TypeVar("T")
Act = Callable[[Session], bool]


def race(run: Callable[[], T]) -> list[T]:
    """What each of several threads got that began at the same moment."""
    return race_all([run] * RACERS)


def race_all(runs: Sequence[Callable[[], T]]) -> list[T]:
    """The same, where each does something else."""
    begin = Barrier(len(runs))

    def racer(run: Callable[[], T]) -> T:
        begin.wait(SECONDS)
        return run()

    with ThreadPoolExecutor(len(runs)) as crowd:
        return list(crowd.map(racer, runs, timeout=SECONDS))


def looked_first(database: Database, look: Act, act: Act) -> list[bool]:
    """A race in which everybody has looked before anybody acts: what a check before an update is beaten by."""
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
