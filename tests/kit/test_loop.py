"""A loop goes on whatever its step raises, waits as long as it says, and logs no message of an error."""

from collections.abc import Callable
from functools import partial
from threading import Event

import pytest
from structlog.testing import capture_logs

from services.kit import context
from services.kit.errors import PeerUnavailable
from services.kit.loop import log_failure, repeat


class Pauses(Event):
    """Stops a loop after so many rounds that wait, and remembers how long each wanted to."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self._rounds = rounds
        self.asked: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.asked.append(timeout)
        if len(self.asked) == self._rounds:
            self.set()
        return self.is_set()


def raising(*errors: Exception | None) -> Callable[[], None]:
    """A step that raises these in turn; None is a round that goes well."""
    left = list(errors)

    def step() -> None:
        error = left.pop(0)
        if error is not None:
            raise error

    return step


class TestRepeat:
    @pytest.mark.parametrize("error", [PeerUnavailable(peer="auth"), ValueError("x"), RecursionError(), MemoryError()])
    def test_goes_on_after_any_failure(self, error: Exception) -> None:
        stop = Pauses(2)
        repeat(raising(error, None), stop, pause=lambda: 7, failed=lambda _: 3)
        assert stop.asked == [3, 7]

    def test_does_not_wait_where_the_pause_is_none(self) -> None:
        stop = Pauses(1)
        repeat(raising(None, None, ValueError()), stop, failed=lambda _: 3)
        assert stop.asked == [3]

    def test_begins_a_context_of_its_own_each_round(self) -> None:
        seen: list[str] = []
        repeat(lambda: seen.append(context.current().request_id), Pauses(2), pause=lambda: 1, failed=lambda _: 1)
        assert len(set(seen)) == 2

    def test_does_nothing_once_the_stop_signal_is_set(self) -> None:
        stop = Event()
        stop.set()
        repeat(raising(), stop, failed=lambda _: 1)


def test_a_refusal_is_logged_as_waiting_and_anything_else_as_a_failure() -> None:
    logged = partial(log_failure, name="follower", refused=0.5, failed=2.0, source="pool")
    with capture_logs() as lines:
        assert (logged(PeerUnavailable(peer="auth")), logged(ValueError("somebody@example.com"))) == (0.5, 2.0)
    assert lines == [
        {"event": "follower_waits", "log_level": "info", "source": "pool", "reason": "peer-unavailable"},
        {"event": "follower_failed", "log_level": "error", "source": "pool", "reason": "ValueError"},
    ]
