"""Remembers which states are kept already, so that a list of twenty known experts writes none of them again."""

from collections.abc import Iterable
from datetime import date
from threading import Lock

MOST = 50_000  # digests, of 100 bytes each; then all are forgotten, and written again


class ShownToday:
    """The digests of the states whose showing is recorded today and committed. Days are those of UTC.

    Only what the database has may be in it: a state that was forgotten there would be missing in a replay.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._day = date.min
        self._digests: set[str] = set()

    def lacking(self, digests: Iterable[str], *, day: date) -> set[str]:
        """Those that are not known to be recorded on that day."""
        with self._lock:
            return set(digests) - (self._digests if self._day == day else set())

    def remember(self, digests: Iterable[str], *, day: date) -> None:
        """Call once their showing is committed."""
        with self._lock:
            if day > self._day or len(self._digests) > MOST:
                self._day, self._digests = max(day, self._day), set()
            if day == self._day:
                self._digests.update(digests)

    def forget(self) -> None:
        """Call once states have been deleted."""
        with self._lock:
            self._day, self._digests = date.min, set()
