"""Several at the same moment, and several who have all looked before any of them acts."""

from collections.abc import Callable
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
    begin = Barrier(RACERS)

    def racer(_number: int) -> T:
        begin.wait(SECONDS)
        return run()

    with ThreadPoolExecutor(RACERS) as crowd:
        return list(crowd.map(racer, range(RACERS), timeout=SECONDS))


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
