"""Runs followers, timed jobs and workers in threads, from the service's start to its end."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread

import structlog

from services.kit import context
from services.kit.context import Actor
from services.kit.data.database import Database
from services.kit.loop import Loop, repeat

JOIN_SECONDS = 3

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Job:
    """Work that is done every so many seconds.

    A job claims its work by conditional updates, so any number of processes may run it at the same time.
    """

    name: str
    every_seconds: float
    work: Callable[[Database], None]

    def loop(self, database: Database) -> Loop:
        def run(stop: Event) -> None:
            repeat(partial(self.run, database), stop, pause=lambda: self.every_seconds, failed=self._failed)

        return run

    def run(self, database: Database) -> None:
        """Do the work once."""
        with context.acting(Actor(cause=f"job {self.name}")):
            self.work(database)

    def _failed(self, error: Exception) -> float:
        log.warning("job_failed", job=self.name, reason=type(error).__name__)
        return self.every_seconds


@contextmanager
def background_threads(loops: Sequence[Loop]) -> Iterator[None]:
    """Run the loops in threads beside the block. At its end set the stop signal, and wait a moment for them."""
    stop = Event()
    threads = [Thread(target=loop, args=(stop,), daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(JOIN_SECONDS)
