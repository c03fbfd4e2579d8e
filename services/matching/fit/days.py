"""When a person is free for a stay. Days are ordinals (`date.toordinal`), both ends included."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from services.scheme.months import last_day


class Span(NamedTuple):
    """Days in a row, both ends included."""

    first: int
    last: int


def free_days(windows: Iterable[Span], busy: Iterable[Span]) -> tuple[Span, ...]:
    """The days of the windows that are not busy, as the longest possible spans in order."""
    free = _joined(windows)
    for taken in busy:
        free = [rest for span in free for rest in _without(span, taken)]
    return tuple(free)


def possible_starts(free: Iterable[Span], *, asked: Span, months: int) -> tuple[Span, ...]:
    """The days of `asked` on which a stay can begin and go on for so many months without a break."""
    return tuple(_starts_within(free, asked, months))


def _starts_within(free: Iterable[Span], asked: Span, months: int) -> Iterator[Span]:
    for span in free:
        first, last = max(span.first, asked.first), min(span.last, asked.last)
        # a later start never ends earlier, so those that end in time come first
        fitting = bisect_right(range(first, last + 1), span.last, key=lambda day: _last_ordinal(day, months))
        if fitting:
            yield Span(first, first + fitting - 1)


@lru_cache(maxsize=16_384)  # a ranking asks for the same few days for everybody
def _last_ordinal(day: int, months: int) -> int:
    return last_day(date.fromordinal(day), months=months).toordinal()


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as possible: windows may overlap, or one begin the day after another."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.first <= span.last):
        if joined and span.first <= joined[-1].last + 1:
            joined[-1] = Span(joined[-1].first, max(joined[-1].last, span.last))
        else:
            joined.append(span)
    return joined


def _without(span: Span, taken: Span) -> list[Span]:
    if taken.first > taken.last or taken.last < span.first or span.last < taken.first:
        return [span]
    rests = (Span(span.first, taken.first - 1), Span(taken.last + 1, span.last))
    return [rest for rest in rests if rest.first <= rest.last]
