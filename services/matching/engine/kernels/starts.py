"""Works out on how many days a stay could begin."""

import numpy as np
from numba import njit

from services.matching.engine.codes import BROKEN
from services.matching.engine.columns import Beside, Columns, Numbers
from services.matching.engine.query import Query


@njit(cache=True)
def beside_of(beside: Beside, row: int) -> tuple[int, int]:
    at = np.searchsorted(beside.rows, row)
    return (beside.ends[at - 1] if at else 0), beside.ends[at]


@njit(cache=True)
def fitting(earliest: int, latest: int, ends: Numbers, first: int, last: int) -> tuple[int, int]:
    """The first day of the span to begin on, and on how many days one can; none where the stay does not fit."""
    begins, until = max(int(first), earliest), min(int(last), latest)
    if until < begins or ends[begins - earliest] > last:
        return 0, 0
    low, high = begins - earliest, until - earliest
    while low < high:  # the last day whose stay ends in time: a later start never ends earlier
        middle = (low + high + 1) >> 1
        if ends[middle] <= last:
            low = middle
        else:
            high = middle - 1
    return begins, low - (begins - earliest) + 1


@njit(cache=True)
def starts_of(query: Query, columns: Columns, spans: Beside, row: int) -> tuple[int, int]:
    if not columns.flags[row] & BROKEN:
        return fitting(query.first, query.last, query.ends, columns.first[row], columns.last[row])
    earliest = days = 0
    begin, end = beside_of(spans, row)
    for at in range(begin, end, 2):
        first, count = fitting(query.first, query.last, query.ends, spans.values[at], spans.values[at + 1])
        if count and not days:
            earliest = first
        days += count
    return earliest, days
