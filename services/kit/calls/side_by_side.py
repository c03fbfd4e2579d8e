"""Questions to siblings that are asked at the same time: one after the other they would wait for the sum."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

MOST_AT_ONCE = 16  # more than the requests that a process serves at once

_threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="side_by_side")


def side_by_side(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """The answers to both questions. Raises what the first raises, or else what the second does."""
    asked = _threads.submit(copy_context().run, second)
    return first(), asked.result()
