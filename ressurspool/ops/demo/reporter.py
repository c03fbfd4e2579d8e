"""Reports the demonstration's progress on the terminal, also while it waits."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.markup import escape

from ressurspool.client import ProblemError

WAIT_SECONDS = 30
LOOK_SECONDS = 0.1
EVERY = 10  # one line of progress for this many things

T = TypeVar("T")


class DemoFailed(Exception):
    """A step of the demonstration did not happen."""


class Reporter:
    """Prints the steps, and waits for what the services do by themselves."""

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
        """Print one of the seven counted writes."""
        self.console.print(f"\n[bold cyan]Write {number} of 7[/] · [bold]{escape(who)}[/] {escape(what)}")

    def elapsed(self) -> str:
        return f"{time.monotonic() - self._began:.0f} s"

    def each(self, what: str, things: Sequence[T]) -> Iterator[T]:
        """Yield the things one by one, and report progress in between."""
        for number, thing in enumerate(things, start=1):
            yield thing
            if number % EVERY == 0 or number == len(things):
                self.fine(f"{what}: {number} of {len(things)} ({self.elapsed()})")

    def wait(self, what: str, look: Callable[[], T | None], seconds: float = WAIT_SECONDS) -> T:
        """Call `look` until it returns something. Raises DemoFailed when it takes too long."""
        began = time.monotonic()
        with self.console.status(f"waiting: {escape(what)}"):
            while (found := _result_or_none(look)) is None:
                if time.monotonic() - began > seconds:
                    raise DemoFailed(f"Waited {seconds:.0f} s in vain: {what}")
                time.sleep(LOOK_SECONDS)
        self.fine(f"{what} ({time.monotonic() - began:.1f} s)")
        return found


def _result_or_none(look: Callable[[], T | None]) -> T | None:
    """The result; None too while the API answers 404 (not known yet) or 503 (the index is being built)."""
    try:
        return look()
    except ProblemError as problem:
        if problem.status in {404, 503}:
            return None
        raise


def first(things: Iterable[T], holds: Callable[[T], bool]) -> T | None:
    """The first of the things for which `holds` is true, or None."""
    return next(filter(holds, things), None)
