"""Questions to siblings that are asked at the same time: one after the other they would wait for the sum."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")

MOST_AT_ONCE = 16  # more than the requests that a process serves at once

_threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="side_by_side")


def side_by_side(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """The answers to both questions. Raises what the first raises, or else what the second does."""
    asked = _threads.submit(copy_context().run, second)
    return first(), asked.result()


def three_side_by_side(first: Callable[[], A], second: Callable[[], B], third: Callable[[], C]) -> tuple[A, B, C]:
    """As `side_by_side`, of three. One within the other could wait for ever, for threads that wait as well."""
    asked, asked_too = (_threads.submit(copy_context().run, second), _threads.submit(copy_context().run, third))
    return first(), asked.result(), asked_too.result()
