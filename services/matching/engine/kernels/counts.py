"""Counts rows by the conditions they fail."""

# ruff: noqa: PLR0917 -- a compiled loop is one function given its arrays by position, and has no sets

from typing import Any

import numpy as np
from numba import njit

from services.matching.engine.codes import BROKEN, CLEARED_SHIFT, PAUSED, REMOTE
from services.matching.engine.columns import Beside, Columns, Numbers
from services.matching.engine.kernels.masks import BLOCK
from services.matching.engine.kernels.starts import starts_of
from services.matching.engine.query import Query

# a bit per condition, in the order of `Condition`
NEED_OPEN, ENDORSED, NOT_PAUSED, OWN_EMPLOYEE, FIELD, WINDOW, PERCENTAGE = 1, 2, 4, 8, 16, 32, 64
LANGUAGE, PLACE, CLEARANCE, MAX_MONTHS, MAX_PERCENTAGE, ENDORSED_UNTIL = 128, 256, 512, 1024, 2048, 4096


@njit(cache=True)
def _failing(query: Query, columns: Columns, spans: Beside, row: int, near: bool) -> int:
    """A bit per condition that does not hold."""
    flags, until = columns.flags[row], columns.until[row]
    start, days = starts_of(query, columns, spans, row)
    begins = start - query.first if days else 0
    home = query.anywhere or flags & REMOTE or columns.county[row] == query.county
    return int(
        (NEED_OPEN if not query.is_open else 0)
        | (ENDORSED if until == 0 or until < query.on else 0)
        | (NOT_PAUSED if flags & PAUSED else 0)
        | (OWN_EMPLOYEE if columns.home[row] == query.host else 0)
        | (FIELD if not near else 0)
        | (WINDOW if days == 0 else 0)
        | (PERCENTAGE if columns.percentage[row] < query.percentage else 0)
        | (LANGUAGE if (columns.languages[row] & query.languages) != query.languages else 0)
        | (PLACE if not home else 0)
        | (CLEARANCE if (flags >> CLEARED_SHIFT) & 3 < query.clearance else 0)
        | (MAX_MONTHS if columns.max_months[row] < query.months else 0)
        | (MAX_PERCENTAGE if columns.max_percentage[row] < query.percentage else 0)
        | (ENDORSED_UNTIL if until != 0 and query.ends[begins] > until else 0)
    )


@njit(cache=True)
def failing_in_ranges(
    query: Query, columns: Columns, spans: Beside, ranges: Numbers, points: Numbers, counts: Numbers
) -> None:
    """Count the rows by which conditions they fail, as `_failing` says.

    A block at a time, and a few columns of one width at a time: only so does the compiler use the wide registers. Rows
    that need a search are looked at once more.
    """
    failing, odd = np.empty(BLOCK, np.uint16), np.zeros(BLOCK, np.uint8)
    group, rows = 0, ranges[len(ranges) - 1]
    for start in range(0, rows, BLOCK):
        end = min(start + BLOCK, rows)
        _fail_rows(query, columns, start, end, failing, odd)
        _look_again(query, columns, spans, start, end, odd, failing)
        at = start
        while at < end:
            while ranges[group + 1] <= at:
                group += 1
            stop = min(end, ranges[group + 1])
            _add(failing[at - start : stop - start], np.uint16(FIELD if points[group] < 0 else 0), counts)
            at = stop


@njit(cache=True)
def _fail_rows(query: Query, columns: Columns, start: int, end: int, failing: Numbers, odd: Numbers) -> None:
    """What fails for each row that is free in one span from before the need can begin, but for its fields. `odd` are
    the other rows."""
    never = query.last < query.first
    always = (NEED_OPEN if not query.is_open else 0) | (WINDOW if never else 0)
    _days(
        columns.first[start:end], columns.last[start:end], columns.until[start:end], columns.home[start:end],
        np.uint16(query.first), np.uint16(max(query.last, 0)), np.uint16(query.ends[0]), np.uint16(query.on),
        np.int32(query.host), np.uint16(always), failing, odd,
    )  # fmt: skip
    _shares(
        columns.percentage[start:end], columns.max_percentage[start:end], columns.max_months[start:end],
        columns.county[start:end], columns.flags[start:end],
        np.uint8(query.percentage), np.uint8(query.months), np.int16(query.county), np.uint8(query.anywhere),
        np.uint8(query.clearance << CLEARED_SHIFT), failing, odd,
    )  # fmt: skip
    _spoken(columns.languages[start:end], np.uint32(query.languages), failing)


@njit(cache=True)
def _days(
    first: Numbers, last: Numbers, until: Numbers, home: Numbers, earliest: Any, latest: Any, ends: Any, on: Any,
    host: Any, always: Any, failing: Numbers, odd: Numbers,
) -> None:  # fmt: skip
    none = np.uint16(0)
    for at in range(len(first)):
        ended = np.uint16(ENDORSED) if (until[at] == 0) | (until[at] < on) else none
        short = np.uint16(ENDORSED_UNTIL) if (until[at] != 0) & (until[at] < ends) else none
        busy = np.uint16(WINDOW) if (first[at] > latest) | (last[at] < ends) else none
        own = np.uint16(OWN_EMPLOYEE) if np.int32(home[at]) == host else none
        failing[at] = always | ended | short | busy | own
        odd[at] = (first[at] > earliest) & (first[at] <= latest)


@njit(cache=True)
def _shares(
    share: Numbers, most: Numbers, months: Numbers, county: Numbers, flags: Numbers, asked: Any, asked_months: Any,
    asked_county: Any, anywhere: Any, clearance: Any, failing: Numbers, odd: Numbers,
) -> None:  # fmt: skip
    none, remote, cleared = np.uint16(0), np.uint8(REMOTE), np.uint8(3 << CLEARED_SHIFT)
    paused, broken = np.uint8(PAUSED), np.uint8(BROKEN)
    for at in range(len(share)):
        flag = flags[at]
        near = (np.int16(county[at]) == asked_county) | ((flag & remote) != 0) | (anywhere != 0)
        failing[at] |= (
            (np.uint16(PERCENTAGE) if share[at] < asked else none)
            | (np.uint16(MAX_PERCENTAGE) if most[at] < asked else none)
            | (np.uint16(MAX_MONTHS) if months[at] < asked_months else none)
            | (none if near else np.uint16(PLACE))
            | (np.uint16(CLEARANCE) if (flag & cleared) < clearance else none)
            | (np.uint16(NOT_PAUSED) if (flag & paused) != 0 else none)
        )
        odd[at] |= (flag & broken) != 0


@njit(cache=True)
def _spoken(languages: Numbers, asked: Any, failing: Numbers) -> None:
    for at in range(len(languages)):
        failing[at] |= np.uint16(0) if (np.uint32(languages[at]) & asked) == asked else np.uint16(LANGUAGE)


@njit(cache=True)
def _look_again(
    query: Query, columns: Columns, spans: Beside, start: int, end: int, odd: Numbers, failing: Numbers
) -> None:
    """Search for the days of the rows that are odd. Most words of eight have none.

    The arrays are taken out of their tuples first: doing so for every row took twenty times as long.
    """
    firsts, lasts, untils, flags = columns.first, columns.last, columns.until, columns.flags
    ends, earliest, never, words = query.ends, query.first, query.last < query.first, odd.view(np.uint64)
    odd[end - start :] = 0
    for word in range((end - start + 7) // 8):
        if not words[word]:
            continue
        for at in range(word * 8, word * 8 + 8):
            row = start + at
            if odd[at] and flags[row] & BROKEN:
                failing[at] = _failing(query, columns, spans, row, True)
            elif odd[at]:
                stay_ends = ends[firsts[row] - earliest]
                fits = not never and stay_ends <= lasts[row]
                known = failing[at] & ~(WINDOW | ENDORSED_UNTIL)
                short = untils[row] != 0 and (stay_ends if fits else ends[0]) > untils[row]
                failing[at] = known | (0 if fits else WINDOW) | (ENDORSED_UNTIL if short else 0)


@njit(cache=True)
def _add(failing: Numbers, always: Any, counts: Numbers) -> None:
    for at in range(len(failing)):
        counts[failing[at] | always] += 1


@njit(cache=True)
def failing_in_rows(
    query: Query,
    columns: Columns,
    spans: Beside,
    rows: Numbers,
    groups: Numbers,
    points: Numbers,
    counts: Numbers,
    sign: int,
) -> None:
    """Count only these rows, or take them off again."""
    found = np.empty(len(rows), np.uint16)
    fail_each(query, columns, spans, rows, groups, points, found)
    for at in range(len(rows)):
        counts[found[at]] += sign


@njit(cache=True)
def fail_each(
    query: Query, columns: Columns, spans: Beside, rows: Numbers, groups: Numbers, points: Numbers, found: Numbers
) -> None:
    """Which conditions each of these rows fails. Their columns are taken together, to be looked at as above."""
    failing, odd = np.empty(BLOCK, np.uint16), np.zeros(BLOCK, np.uint8)
    for start in range(0, len(rows), BLOCK):
        some = rows[start : start + BLOCK]
        _fail_rows(query, _taken(columns, some), 0, len(some), failing, odd)
        for at in range(len(some)):
            if odd[at]:
                failing[at] = _failing(query, columns, spans, some[at], True)
            found[start + at] = failing[at] | np.uint16(FIELD if points[groups[some[at]]] < 0 else 0)


@njit(cache=True)
def _taken(columns: Columns, rows: Numbers) -> Columns:
    """These rows of all columns that conditions are about."""
    return Columns(
        columns.first[rows], columns.last[rows], columns.until[rows], columns.home[rows], columns.languages[rows],
        columns.percentage[rows], columns.max_percentage[rows], columns.max_months[rows], columns.county[rows],
        columns.sector, columns.level, columns.flags[rows], columns.skills,
    )  # fmt: skip
