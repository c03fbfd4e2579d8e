"""How long a channel that takes no letters is left alone: twice as long each time, until it takes one."""

from services.kit import clock

SHORTEST_SECONDS = 2.0
LONGEST_SECONDS = 60.0


class Rest:
    """The rest of one process. It costs no letter a try but the one that found the channel away."""

    def __init__(self) -> None:
        self._seconds, self._until = SHORTEST_SECONDS, float("-inf")

    @property
    def lasts(self) -> bool:
        return clock.monotonic() < self._until

    def begin(self, jitter: float) -> None:
        """Rest, by `jitter` (0 to 1) up to half as long again, so that processes do not come back together."""
        self._until = clock.monotonic() + self._seconds * (1 + jitter / 2)
        self._seconds = min(self._seconds * 2, LONGEST_SECONDS)

    def end(self) -> None:
        self._seconds = SHORTEST_SECONDS
