"""Fetches once what several need at the same moment: one asks, a few wait for it, the rest are told at once.

A sick host answers after seconds. With everybody waiting for it the service would do nothing else meanwhile (I20).
"""

from collections.abc import Callable
from threading import BoundedSemaphore, Lock

from services.kit import clock
from services.kit.errors import Unavailable

MOST_WAITING = 3  # of the seven requests a process works on by default (decision 0008): most stay free for others


class SingleFlight:
    """One fetch at a time, and none within `pause` seconds of the last; who came while it went on takes its outcome."""

    def __init__(self) -> None:
        self._in_flight = Lock()
        self._places = BoundedSemaphore(MOST_WAITING)
        self._ended = float("-inf")

    def fly(self, fetch: Callable[[], None], *, pause: float, wait: bool = True) -> None:
        """For threads of their own, and without `wait` for those who can go on with what was fetched before."""
        came = clock.monotonic()
        if not self._in_flight.acquire(blocking=wait):
            return
        try:
            if came - self._ended >= pause:
                self._fetch(fetch)
        finally:
            self._in_flight.release()

    def fly_among_few(self, fetch: Callable[[], None], *, pause: float) -> None:
        """For requests. Raises Unavailable where as many wait as may."""
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
