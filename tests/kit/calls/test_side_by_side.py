"""Two siblings are asked at the same time, in the context of one request."""

from threading import Barrier

import pytest

from services.kit import context
from services.kit.calls.side_by_side import side_by_side
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
