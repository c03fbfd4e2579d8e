"""Scores rows: the same arithmetic as `services.matching.fit.scoring`, in whole numbers."""

# ruff: noqa: PLR0917, PLR1714 -- a compiled loop is one function given its arrays by position, and has no sets

import numpy as np
from numba import njit

from services.matching.engine.codes import BROKEN, LEARNS
from services.matching.engine.columns import WORD, Beside, Columns, Numbers
from services.matching.engine.kernels.starts import beside_of, fitting, starts_of
from services.matching.engine.query import OTHER_SECTOR, PEER, Query
from services.matching.fit.pairs import SCALE
from services.scheme.levels import LEVELS

NOBODY = -1
WORD_SHIFT = 6  # words of 64 bits


@njit(cache=True)
def score_from(query: Query, points: int) -> int:
    """The share of what the need asks for, rounded half up. More points are always a higher score."""
    return (2 * SCALE * points + query.possible) // (2 * query.possible)


@njit(cache=True)
def field_points(query: Query, starts: Numbers, codes: Numbers, levels: Numbers) -> Numbers:
    """The points for the fields of each group of experts; -1 where no field is near one of the need's."""
    count = len(query.levels)
    points = np.full(len(starts) - 1, -1, np.int32)
    for group in range(len(points)):
        most = total = 0
        for one in range(count):
            best = 0
            for at in range(starts[group], starts[group + 1]):
                if codes[at] < query.near.shape[1]:
                    missing = max(query.levels[one] - levels[at], 0)
                    best = max(best, (2 * query.near[one, codes[at]] * (LEVELS - missing) + LEVELS) // (2 * LEVELS))
            most, total = max(most, best), total + best
        if most:
            of = 2 * count * SCALE
            value = (2 * SCALE * (most * count + total) + of) // (2 * of)
            points[group] = (value * query.field_weight + 50) // 100
    return points


@njit(cache=True)
def beyond_fields(
    query: Query, columns: Columns, spans: Beside, learning: Beside, rows: Numbers, scores: Numbers
) -> None:
    """What everything but the fields contributes for these rows; NOBODY for one that no stay is possible for. The other
    conditions were seen to by the mask.

    The arrays are taken out of their tuples first: doing so for every row would count references ten times a row.
    """
    firsts, lasts, untils, flags, skills = columns.first, columns.last, columns.until, columns.flags, columns.skills
    first, last, ends, slack_points = query.first, query.last, query.ends, query.slack_points
    must, nice, must_points, nice_points = query.must, query.nice, query.must_points, query.nice_points
    plain = query.perspective_points if query.perspective not in (OTHER_SECTOR, PEER) else -1
    for at in range(len(rows)):
        row = rows[at]
        broken = flags[row] & BROKEN
        if broken:
            start, days = starts_of(query, columns, spans, row)
        else:
            start, days = fitting(first, last, ends, firsts[row], lasts[row])
        if not days or ends[start - first] > untils[row]:
            scores[at] = NOBODY
            continue
        score = slack_points[days] + (plain if plain >= 0 else _perspective(query, columns, row))
        score += must_points[_held(skills, row, must)] + nice_points[_held(skills, row, nice)]
        scores[at] = score + (_learning(query, learning, row) if flags[row] & LEARNS else 0)


@njit(cache=True)
def _learning(query: Query, learning: Beside, row: int) -> int:
    begin, end = beside_of(learning, row)
    most = 0
    for at in range(begin, end):
        if learning.values[at] < query.near.shape[1]:
            for one in range(len(query.near)):
                most = max(most, query.near[one, learning.values[at]])
    return learning_points(query, most)


@njit(cache=True)
def learning_points(query: Query, near: int) -> int:
    """What a wish that is so near to the need contributes."""
    return (near * query.learning_weight + 50) // 100


@njit(cache=True)
def _held(skills: Numbers, row: int, wanted: Numbers) -> int:
    count = 0
    for at in range(len(wanted)):
        skill = wanted[at]
        if skill >> WORD_SHIFT < skills.shape[1]:
            count += (skills[row, skill >> WORD_SHIFT] >> np.uint64(skill & (WORD - 1))) & np.uint64(1)
    return int(count)


@njit(cache=True)
def _perspective(query: Query, columns: Columns, row: int) -> int:
    if query.perspective == OTHER_SECTOR:
        sector = columns.sector[row]
        fits = query.has_sector and sector != 0 and sector != query.sector
    elif query.perspective == PEER:
        fits = columns.level[row] != 0 and columns.level[row] == query.level
    else:
        fits = True
    return query.perspective_points if fits else 0
