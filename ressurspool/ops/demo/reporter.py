"""Tells the demonstration's story to whoever watches, with progress while it waits."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.markup import escape

from ressurspool.client import ProblemError

WAIT_SECONDS = 30
LOOK_SECONDS = 0.1
EVERY = 10  # where nobody sees a bar move, a line for every so many

T = TypeVar("T")


class DemoFailed(Exception):
    """Something the demonstration shows did not happen."""


class Reporter:
    """Prints steps, and waits for what happens by itself."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False, soft_wrap=True)
        self._began = time.monotonic()

    def title(self, text: str) -> None:
        self.console.print(f"\n[bold]{escape(text)}[/]")

    def line(self, text: str) -> None:
        self.console.print(f"  {escape(text)}")

    def fine(self, text: str) -> None:
        self.console.print(f"  [dim]{escape(text)}[/]")

    def write(self, number: int, who: str, what: str) -> None:
        """One of the writes that are counted."""
        self.console.print(f"\n[bold cyan]Write {number} of 7[/] · [bold]{escape(who)}[/] {escape(what)}")

    def elapsed(self) -> str:
        return f"{time.monotonic() - self._began:.0f} s"

    def each(self, what: str, things: Sequence[T]) -> Iterator[T]:
        """The things one by one, saying how far it is."""
        for number, thing in enumerate(things, start=1):
            yield thing
            if number % EVERY == 0 or number == len(things):
                self.fine(f"{what}: {number} of {len(things)} ({self.elapsed()})")

    def wait(self, what: str, look: Callable[[], T | None], seconds: float = WAIT_SECONDS) -> T:
        """Look again and again until there is something. Raises DemoFailed when it takes too long."""
        began = time.monotonic()
        with self.console.status(f"waiting: {escape(what)}"):
            while (found := _looked(look)) is None:
                if time.monotonic() - began > seconds:
                    raise DemoFailed(f"Waited {seconds:.0f} s in vain: {what}")
                time.sleep(LOOK_SECONDS)
        self.fine(f"{what} ({time.monotonic() - began:.1f} s)")
        return found


def _looked(look: Callable[[], T | None]) -> T | None:
    """What is there now; a thing that is not known yet, or an index that is being built, is nothing yet."""
    try:
        return look()
    except ProblemError as problem:
        if problem.status in {404, 503}:
            return None
        raise


def first(things: Iterable[T], holds: Callable[[T], bool]) -> T | None:
    return next(filter(holds, things), None)
