"""Says which rows meet every condition that needs no branch, many at a time."""

# ruff: noqa: PLR0917 -- a compiled loop is one function given its arrays by position, and has no sets

from typing import Any

import numpy as np
from numba import njit

from services.matching.engine.codes import CLEARED_SHIFT, PAUSED, REMOTE
from services.matching.engine.columns import Columns, Numbers
from services.matching.engine.query import Query

BLOCK = 2048  # rows whose mask is made at a time: a few KB that stay in the nearest cache


@njit(cache=True)
def mask_rows(query: Query, columns: Columns, start: int, end: int, mask: Numbers) -> None:
    """1 for the rows that meet every condition, as far as that can be said without a branch.

    A few columns of one width at a time, cut before the loop: only so does the compiler use the wide registers.
    """
    _in_time(
        columns.first[start:end], columns.last[start:end], columns.until[start:end],
        np.uint16(query.last), np.uint16(query.ends[0]), np.uint16(max(query.on, query.ends[0])), mask,
    )  # fmt: skip
    _known_there(
        columns.home[start:end], columns.languages[start:end],
        np.int32(query.host), np.uint32(query.languages), mask,
    )  # fmt: skip
    _enough(
        columns.percentage[start:end], columns.max_percentage[start:end], columns.max_months[start:end],
        np.uint8(query.percentage), np.uint8(query.months), mask,
    )  # fmt: skip
    _there(
        columns.county[start:end], columns.flags[start:end],
        np.int16(query.county), np.uint8(query.anywhere), np.uint8(query.clearance << CLEARED_SHIFT), mask,
    )  # fmt: skip


@njit(cache=True)
def _in_time(
    first: Numbers, last: Numbers, until: Numbers, latest: Any, ends_first: Any, lasts: Any, mask: Numbers
) -> None:
    for at in range(len(first)):
        mask[at] = (first[at] <= latest) & (last[at] >= ends_first) & (until[at] >= lasts)


@njit(cache=True)
def _known_there(home: Numbers, languages: Numbers, host: Any, asked: Any, mask: Numbers) -> None:
    for at in range(len(home)):
        mask[at] &= (np.int32(home[at]) != host) & ((np.uint32(languages[at]) & asked) == asked)


@njit(cache=True)
def _enough(share: Numbers, most: Numbers, months: Numbers, asked: Any, asked_months: Any, mask: Numbers) -> None:
    for at in range(len(share)):
        mask[at] &= (share[at] >= asked) & (most[at] >= asked) & (months[at] >= asked_months)


@njit(cache=True)
def _there(county: Numbers, flags: Numbers, asked: Any, anywhere: Any, clearance: Any, mask: Numbers) -> None:
    remote, cleared, paused = np.uint8(REMOTE), np.uint8(3 << CLEARED_SHIFT), np.uint8(PAUSED)
    for at in range(len(county)):
        flag = flags[at]
        near = (np.int16(county[at]) == asked) | ((flag & remote) != 0) | (anywhere != 0)
        mask[at] &= near & ((flag & cleared) >= clearance) & ((flag & paused) == 0)


@njit(cache=True)
def picked_rows(mask: Numbers, start: int, end: int, dead: Numbers, picked: Numbers) -> int:
    """How many rows the mask leaves, and which. Most words of eight are empty."""
    words, count = mask.view(np.uint64), 0
    words[(end - start) // 8 : (end - start + 7) // 8] &= np.uint64((1 << 8 * ((end - start) % 8)) - 1)
    for word in range((end - start + 7) // 8):
        if words[word]:
            for at in range(word * 8, word * 8 + 8):
                row = start + at
                if mask[at] and not (dead[row >> 3] >> (row & 7)) & 1:
                    picked[count] = row
                    count += 1
    return count
