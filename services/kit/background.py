"""Runs followers, timed jobs and workers as threads of the service's life."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

import structlog

from services.kit import context
from services.kit.database import Database

JOIN_SECONDS = 3

log = structlog.get_logger()
Loop = Callable[[Event], None]


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something done by the clock. Jobs claim their work by conditional updates, so any number may run at once."""

    name: str
    every_seconds: float
    work: Callable[[Database], None]

    def loop(self, database: Database) -> Loop:
        def run(stop: Event) -> None:
            while not stop.is_set():
                context.begin(context.RequestContext())
                try:
                    self.work(database)
                except Exception as error:  # the next round may succeed; a dead thread never does
                    log.warning("job_failed", job=self.name, reason=type(error).__name__)
                stop.wait(self.every_seconds)

        return run


@contextmanager
def running(loops: Sequence[Loop]) -> Iterator[None]:
    """Run the loops beside the block; tell them to stop at its end and wait a moment for them."""
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
