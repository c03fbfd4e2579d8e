"""The compiled loops over the columns. The same arithmetic as `services.matching.domain`, in whole numbers.

Importing this compiles nothing, but it imports numba, which takes half a second: see
`services.matching.engine.compiled`.
"""

# ruff: noqa: C901, PLR0917, PLR1714 -- a compiled loop is one function given its arrays by position, and has no sets

import numpy as np
from numba import njit

from services.matching.engine.codes import BROKEN, CLEARED_SHIFT, LEARNS, PAUSED, REMOTE
from services.matching.engine.columns import WORD, Beside, Columns, Numbers
from services.matching.engine.query import OTHER_SECTOR, PEER, SCALE, Asked

BLOCK = 2048  # rows whose mask is made at a time: a few KB that stay in the nearest cache
TIES = 32  # bits of a key for the place in the order of ids, below the score


@njit(cache=True)
def field_points(asked: Asked, starts: Numbers, codes: Numbers, levels: Numbers) -> Numbers:
    """What its fields contribute, per group; -1 where none is near to one that is asked for."""
    count = len(asked.levels)
    points = np.full(len(starts) - 1, -1, np.int32)
    for group in range(len(points)):
        most = total = 0
        for one in range(count):
            best = 0
            for at in range(starts[group], starts[group + 1]):
                if codes[at] < asked.near.shape[1]:
                    missing = max(asked.levels[one] - levels[at], 0)
                    best = max(best, (2 * asked.near[one, codes[at]] * (3 - missing) + 3) // 6)
            most, total = max(most, best), total + best
        if most:
            of = 2 * count * SCALE
            value = (2 * SCALE * (most * count + total) + of) // (2 * of)
            points[group] = (value * asked.field_weight + 50) // 100
    return points


@njit(cache=True)
def _beside(beside: Beside, row: int) -> tuple[int, int]:
    at = np.searchsorted(beside.rows, row)
    return (beside.ends[at - 1] if at else 0), beside.ends[at]


@njit(cache=True)
def _fitting(asked: Asked, first: int, last: int) -> tuple[int, int]:
    """The first day of the span to begin on, and on how many days one can; none where the stay does not fit."""
    first, until = max(first, asked.first), min(last, asked.last)
    if until < first or asked.ends[first - asked.first] > last:
        return 0, 0
    low, high = first - asked.first, until - asked.first
    while low < high:  # the last day whose stay ends in time: a later start never ends earlier
        middle = (low + high + 1) // 2
        if asked.ends[middle] <= last:
            low = middle
        else:
            high = middle - 1
    return first, low - (first - asked.first) + 1


@njit(cache=True)
def _starts(asked: Asked, columns: Columns, spans: Beside, row: int) -> tuple[int, int]:
    if not columns.flags[row] & BROKEN:
        return _fitting(asked, int(columns.first[row]), int(columns.last[row]))
    earliest = days = 0
    begin, end = _beside(spans, row)
    for at in range(begin, end, 2):
        first, count = _fitting(asked, int(spans.values[at]), int(spans.values[at + 1]))
        if count and not days:
            earliest = first
        days += count
    return earliest, days


@njit(cache=True)
def _held(skills: Numbers, row: int, wanted: Numbers) -> int:
    count = 0
    for at in range(len(wanted)):
        skill = wanted[at]
        if skill // WORD < skills.shape[1]:
            count += (skills[row, skill // WORD] >> np.uint64(skill % WORD)) & np.uint64(1)
    return int(count)


@njit(cache=True)
def _perspective(asked: Asked, columns: Columns, row: int) -> int:
    if asked.perspective == OTHER_SECTOR:
        sector = columns.sector[row]
        fits = asked.has_sector and sector != 0 and sector != asked.sector
    elif asked.perspective == PEER:
        fits = columns.level[row] != 0 and columns.level[row] == asked.level
    else:
        fits = True
    return asked.perspective_points if fits else 0


@njit(cache=True)
def _score(asked: Asked, columns: Columns, spans: Beside, learning: Beside, row: int, points: int) -> int:
    """-1 for a row that no stay is possible for; the other conditions were seen to by the mask."""
    start, days = _starts(asked, columns, spans, row)
    if not days or asked.ends[start - asked.first] > columns.until[row]:
        return -1
    score = points + asked.slack_points[days] + _perspective(asked, columns, row)
    score += asked.must_points[_held(columns.skills, row, asked.must)]
    score += asked.nice_points[_held(columns.skills, row, asked.nice)]
    if columns.flags[row] & LEARNS:
        begin, end = _beside(learning, row)
        most = 0
        for at in range(begin, end):
            if learning.values[at] < len(asked.learning_points):
                most = max(most, asked.learning_points[learning.values[at]])
        score += most
    return int(score)


@njit(cache=True)
def _mask(asked: Asked, columns: Columns, start: int, end: int, mask: Numbers) -> None:
    """1 for the rows that meet every condition, as far as that can be said without a branch."""
    latest, ends_first = np.uint16(asked.last), np.uint16(asked.ends[0])
    until, host, languages = np.uint16(max(asked.on, asked.ends[0])), np.int32(asked.host), np.uint32(asked.languages)
    share, months = np.uint8(asked.percentage), np.uint8(asked.months)
    county, anywhere = np.int16(asked.county), np.uint8(asked.anywhere)
    cleared, clearance = np.uint8(3 << CLEARED_SHIFT), np.uint8(asked.clearance << CLEARED_SHIFT)
    for at in range(end - start):
        row = start + at
        flags = columns.flags[row]
        mask[at] = (
            (columns.first[row] <= latest)
            & (columns.last[row] >= ends_first)
            & (columns.until[row] >= until)
            & (np.int32(columns.home[row]) != host)
            & ((np.uint32(columns.languages[row]) & languages) == languages)
            & (columns.percentage[row] >= share)
            & (columns.max_percentage[row] >= share)
            & (columns.max_months[row] >= months)
            & ((np.int16(columns.county[row]) == county) | ((flags & np.uint8(REMOTE)) != 0) | (anywhere != 0))
            & ((flags & cleared) >= clearance)
            & ((flags & np.uint8(PAUSED)) == 0)
        )


@njit(cache=True)
def best_rows(
    asked: Asked, columns: Columns, spans: Beside, learning: Beside, places: Numbers, ranges: Numbers,
    order: Numbers, points: Numbers, most: Numbers, dead: Numbers, limit: int,
) -> tuple[Numbers, Numbers, int]:  # fmt: skip
    """The best rows and their keys, unordered, and how many there are.

    `order` has the groups to look at, the highest bound first, and `most` those bounds: once the worst that was kept
    is better than a group can be, so it is than every one after it. `places` is where a row's id stands in order.
    """
    rows, keys = np.zeros(limit, np.int64), np.zeros(limit, np.int64)
    mask = np.zeros(BLOCK, np.uint8)
    words = mask.view(np.uint64)
    found = worst = 0
    last_place = (1 << TIES) - 1
    for group in order:
        if found == limit and (np.int64(most[group]) << TIES | last_place) < keys[worst]:
            break
        for start in range(ranges[group], ranges[group + 1], BLOCK):
            end = min(start + BLOCK, ranges[group + 1])
            words[(end - start) // 8 : (end - start + 7) // 8] = 0
            _mask(asked, columns, start, end, mask)
            for word in range((end - start + 7) // 8):
                if not words[word]:
                    continue
                for at in range(word * 8, word * 8 + 8):
                    row = start + at
                    if not mask[at] or (dead[row >> 3] >> (row & 7)) & 1:
                        continue
                    score = _score(asked, columns, spans, learning, row, points[group])
                    if score < 0:
                        continue
                    key = np.int64(score) << TIES | (last_place - np.int64(places[row]))
                    if found == limit and key <= keys[worst]:
                        continue
                    place = found if found < limit else worst
                    rows[place], keys[place] = row, key
                    found = min(found + 1, limit)
                    worst = int(np.argmin(keys[:found]))
    return rows, keys, found


@njit(cache=True)
def scores_of(
    asked: Asked, columns: Columns, spans: Beside, learning: Beside, groups: Numbers, points: Numbers
) -> Numbers:
    """The score of every row, whatever its order; -1 for those that may not be suggested."""
    scores = np.full(len(groups), -1, np.int32)
    mask = np.zeros(len(groups), np.uint8)
    _mask(asked, columns, 0, len(groups), mask)
    for row in range(len(groups)):
        if mask[row] and points[groups[row]] >= 0:
            scores[row] = _score(asked, columns, spans, learning, row, points[groups[row]])
    return scores


@njit(cache=True)
def _failing(asked: Asked, columns: Columns, spans: Beside, row: int, near: bool) -> int:
    """A bit per condition that does not hold, in the order of `Condition`."""
    flags, until = columns.flags[row], columns.until[row]
    start, days = _starts(asked, columns, spans, row)
    begins = start - asked.first if days else 0
    home = asked.anywhere or flags & REMOTE or columns.county[row] == asked.county
    return int(
        (not asked.is_open)
        | (until == 0 or until < asked.on) << 1
        | ((flags & PAUSED) != 0) << 2
        | (columns.home[row] == asked.host) << 3
        | (not near) << 4
        | (days == 0) << 5
        | (columns.percentage[row] < asked.percentage) << 6
        | ((columns.languages[row] & asked.languages) != asked.languages) << 7
        | (not home) << 8
        | ((flags >> CLEARED_SHIFT) & 3 < asked.clearance) << 9
        | (columns.max_months[row] < asked.months) << 10
        | (columns.max_percentage[row] < asked.percentage) << 11
        | (until != 0 and asked.ends[begins] > until) << 12
    )


@njit(cache=True)
def failing_in_ranges(
    asked: Asked, columns: Columns, spans: Beside, ranges: Numbers, points: Numbers, counts: Numbers
) -> None:
    """Count the rows by which conditions they fail. As `_failing`, with the arrays taken out of their tuples and single
    spans compared without a search: together measured eight times faster."""
    firsts, lasts, untils, homes, languages = (
        columns.first, columns.last, columns.until, columns.home, columns.languages,
    )  # fmt: skip
    shares, limits, months, counties = (
        columns.percentage, columns.max_percentage, columns.max_months, columns.county,
    )  # fmt: skip
    all_flags, ends = columns.flags, asked.ends
    first, last, on, host, spoken = asked.first, asked.last, asked.on, asked.host, asked.languages
    share, asked_months, county, anywhere = asked.percentage, asked.months, asked.county, asked.anywhere
    clearance, closed = asked.clearance, 0 if asked.is_open else 1
    for group in range(len(points)):
        always = closed | (points[group] < 0) << 4
        for row in range(ranges[group], ranges[group + 1]):
            flags, until = all_flags[row], untils[row]
            if flags & BROKEN:
                counts[_failing(asked, columns, spans, row, points[group] >= 0)] += 1
                continue
            begins = max(firsts[row], first)
            fits = begins <= min(lasts[row], last) and ends[begins - first] <= lasts[row]
            end = ends[begins - first] if fits else ends[0]
            failing = always | (until == 0 or until < on) << 1 | ((flags & PAUSED) != 0) << 2
            failing |= (homes[row] == host) << 3 | (not fits) << 5 | (shares[row] < share) << 6
            failing |= ((languages[row] & spoken) != spoken) << 7
            failing |= (not (anywhere or flags & REMOTE or counties[row] == county)) << 8
            failing |= ((flags >> CLEARED_SHIFT) & 3 < clearance) << 9
            failing |= (months[row] < asked_months) << 10 | (limits[row] < share) << 11
            failing |= (until != 0 and end > until) << 12
            counts[failing] += 1


@njit(cache=True)
def failing_in_rows(
    asked: Asked,
    columns: Columns,
    spans: Beside,
    rows: Numbers,
    groups: Numbers,
    points: Numbers,
    counts: Numbers,
    sign: int,
) -> None:
    """Count only these rows, or take them off again."""
    for at in range(len(rows)):
        row = rows[at]
        counts[_failing(asked, columns, spans, row, points[groups[row]] >= 0)] += sign
