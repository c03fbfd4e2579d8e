"""Runs followers, timed jobs and workers in threads, from the service's start to its end."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread

import structlog

from services.kit import clock, context
from services.kit.context import Actor
from services.kit.data.database import Database
from services.kit.loop import Loop, repeat

JOIN_SECONDS = 3

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Job:
    """Work that is done every so many seconds.

    A job claims its work by conditional updates, so any number of processes may run it at the same time.
    Where nothing but a commit makes work for it, `quiet_seconds` is how long it rests while this process commits
    nothing.
    """

    name: str
    every_seconds: float
    work: Callable[[Database], None]
    quiet_seconds: float = 0.0

    def loop(self, database: Database) -> Loop:
        work: Callable[[], None] = partial(self.run, database)
        if self.quiet_seconds:
            work = _WorkAfterCommits(work, database, quiet_seconds=self.quiet_seconds)

        def run(stop: Event) -> None:
            repeat(work, stop, pause=lambda: self.every_seconds, failed=self._failed)

        return run

    def run(self, database: Database) -> None:
        """Do the work once."""
        with context.acting(Actor(cause=f"job {self.name}")):
            self.work(database)

    def _failed(self, error: Exception) -> float:
        log.warning("job_failed", job=self.name, reason=type(error).__name__)
        return self.every_seconds


class _WorkAfterCommits:
    """Work that is skipped unless this process has committed something since, it failed, or a while has passed."""

    def __init__(self, work: Callable[[], None], database: Database, *, quiet_seconds: float) -> None:
        self._work = work
        self._quiet_seconds, self._rests_until = quiet_seconds, float("-inf")
        self._committed = Event()
        database.after_commit.append(self._committed.set)

    def __call__(self) -> None:
        if not self._committed.is_set() and clock.monotonic() < self._rests_until:
            return
        self._committed.clear()  # first: what is committed while it works may come too late for it
        self._rests_until = float("-inf")
        self._work()
        self._rests_until = clock.monotonic() + self._quiet_seconds


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
