"""The current time. No other module reads the machine's clock."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from services.scheme.days import OSLO, day_of


def _machine_time() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _machine_time
_elapsed: Callable[[], float] = time.monotonic


def run_ahead(*, days: int) -> None:
    """Let this process's clock run so many days ahead of the machine's. For the demonstration."""
    global _source
    _source = lambda: _machine_time() + timedelta(days=days)  # noqa: E731 -- a one-line source, as below


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return _source()


def today() -> date:
    """The day it is in Norway: deadlines and stays count days there, not in UTC."""
    return day_of(now())


def end_of(day: date) -> datetime:
    """The moment at which a day in Norway is over."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=OSLO).astimezone(UTC)


def deadline(*, days: int, before: date) -> datetime:
    """The moment so many days from now, but before that day begins in Norway; if it has begun, before it is over.

    Of a day that is over the deadline is over, too.
    """
    latest = end_of(before - timedelta(days=1))
    return min(now() + timedelta(days=days), latest if latest > now() else end_of(before))


def monotonic() -> float:
    """Seconds that never go backwards; for deadlines and durations."""
    return _elapsed()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[Callable[[timedelta], None]]:
    """Stop the clock at an aware moment, durations with it; for tests. Yields a function that moves it forward."""
    global _source, _elapsed
    before, begun, stands_at = (_source, _elapsed), _elapsed(), [moment]
    _source = lambda: stands_at[0]  # noqa: E731 -- a one-line source reads better than a nested def
    _elapsed = lambda: begun + (stands_at[0] - moment).total_seconds()  # noqa: E731 -- as above

    def move(by: timedelta) -> None:
        stands_at[0] += by

    try:
        yield move
    finally:
        _source, _elapsed = before
