"""Fetches once what several threads need at the same moment: one fetches, a few wait, the rest are refused at once.

A sick host answers after seconds. If all threads waited for it, the service would do nothing else meanwhile (I20).
"""

from collections.abc import Callable
from threading import BoundedSemaphore, Lock

from services.kit import clock
from services.kit.errors import Unavailable

MOST_WAITING = 3  # of the seven requests a process works on by default (decision 0008): most stay free for others


class SingleFlight:
    """One fetch at a time, none within `pause` seconds of the last. Threads that come during one share its result."""

    def __init__(self) -> None:
        self._in_flight = Lock()
        self._places = BoundedSemaphore(MOST_WAITING)
        self._ended = float("-inf")

    def fly(self, fetch: Callable[[], None], *, pause: float, wait: bool = True) -> None:
        """Fetch, waiting for a fetch that is going on; without `wait` return at once in that case. Not for requests."""
        came = clock.monotonic()
        if not self._in_flight.acquire(blocking=wait):
            return
        try:
            if came - self._ended >= pause:
                self._fetch(fetch)
        finally:
            self._in_flight.release()

    def fly_among_few(self, fetch: Callable[[], None], *, pause: float) -> None:
        """Fetch, for a request. Raises Unavailable where too many requests wait already."""
        if clock.monotonic() - self._ended < pause:
            return
        if not self._places.acquire(blocking=False):
            raise Unavailable()
        try:
            self.fly(fetch, pause=pause)
        finally:
            self._places.release()

    def _fetch(self, fetch: Callable[[], None]) -> None:
        try:
            fetch()
        finally:
            self._ended = clock.monotonic()
