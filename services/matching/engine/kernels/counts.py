"""Counts rows by the conditions they fail."""

# ruff: noqa: PLR0917 -- a compiled loop is one function given its arrays by position, and has no sets

from numba import njit

from services.matching.engine.codes import BROKEN, CLEARED_SHIFT, PAUSED, REMOTE
from services.matching.engine.columns import Beside, Columns, Numbers
from services.matching.engine.kernels.starts import starts_of
from services.matching.engine.query import Asked


@njit(cache=True)
def _failing(asked: Asked, columns: Columns, spans: Beside, row: int, near: bool) -> int:
    """A bit per condition that does not hold, in the order of `Condition`."""
    flags, until = columns.flags[row], columns.until[row]
    start, days = starts_of(asked, columns, spans, row)
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
