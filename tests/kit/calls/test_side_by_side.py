"""Two siblings are asked at the same time, in the context of one request."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from services.kit import context
from services.kit.calls.side_by_side import MOST_AT_ONCE, side_by_side, three_side_by_side
from services.kit.context import RequestContext

SECONDS = 10


def test_both_are_asked_before_either_has_answered() -> None:
    meeting = Barrier(2)
    assert sorted(side_by_side(lambda: meeting.wait(SECONDS), lambda: meeting.wait(SECONDS))) == [0, 1]


def test_both_are_asked_for_the_same_request() -> None:
    request = context.begin(RequestContext())
    assert side_by_side(context.current, context.current) == (request, request)


def test_what_the_first_raises_comes_first() -> None:
    def fail(error: Exception) -> None:
        raise error

    with pytest.raises(LookupError):
        side_by_side(lambda: fail(LookupError()), lambda: fail(ArithmeticError()))
    with pytest.raises(ArithmeticError):
        side_by_side(lambda: None, lambda: fail(ArithmeticError()))


def test_of_three_at_once_none_waits_for_ever() -> None:
    """More callers than threads: the third question within the second would wait for a thread that waits."""
    callers = 4 * MOST_AT_ONCE
    with ThreadPoolExecutor(callers) as threads:
        asked = [threads.submit(three_side_by_side, lambda: 1, lambda: 2, lambda: 3) for _ in range(callers)]
        assert {one.result(timeout=30) for one in asked} == {(1, 2, 3)}
