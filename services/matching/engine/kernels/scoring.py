"""Scores rows: the same arithmetic as `services.matching.fit.scoring`, in whole numbers."""

# ruff: noqa: PLR0917, PLR1714 -- a compiled loop is one function given its arrays by position, and has no sets

import numpy as np
from numba import njit

from services.matching.engine.codes import BROKEN, LEARNS
from services.matching.engine.columns import WORD, Beside, Columns, Numbers
from services.matching.engine.kernels.starts import beside_of, fitting, starts_of
from services.matching.engine.query import OTHER_SECTOR, PEER, Asked
from services.matching.fit.pairs import SCALE

NOBODY = -1
WORD_SHIFT = 6  # words of 64 bits


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
def beyond_fields(
    asked: Asked, columns: Columns, spans: Beside, learning: Beside, rows: Numbers, scores: Numbers
) -> None:
    """What everything but the fields contributes for these rows; NOBODY for one that no stay is possible for. The other
    conditions were seen to by the mask.

    The arrays are taken out of their tuples first: doing so for every row would count references ten times a row.
    """
    firsts, lasts, untils, flags, skills = columns.first, columns.last, columns.until, columns.flags, columns.skills
    first, last, ends, slack_points = asked.first, asked.last, asked.ends, asked.slack_points
    must, nice, must_points, nice_points = asked.must, asked.nice, asked.must_points, asked.nice_points
    plain = asked.perspective_points if asked.perspective not in (OTHER_SECTOR, PEER) else -1
    for at in range(len(rows)):
        row = rows[at]
        broken = flags[row] & BROKEN
        if broken:
            start, days = starts_of(asked, columns, spans, row)
        else:
            start, days = fitting(first, last, ends, firsts[row], lasts[row])
        if not days or ends[start - first] > untils[row]:
            scores[at] = NOBODY
            continue
        score = slack_points[days] + (plain if plain >= 0 else _perspective(asked, columns, row))
        score += must_points[_held(skills, row, must)] + nice_points[_held(skills, row, nice)]
        scores[at] = score + (_learning(asked, learning, row) if flags[row] & LEARNS else 0)


@njit(cache=True)
def _learning(asked: Asked, learning: Beside, row: int) -> int:
    begin, end = beside_of(learning, row)
    most = 0
    for at in range(begin, end):
        if learning.values[at] < asked.near.shape[1]:
            for one in range(len(asked.near)):
                most = max(most, asked.near[one, learning.values[at]])
    return learning_points(asked, most)


@njit(cache=True)
def learning_points(asked: Asked, near: int) -> int:
    """What a wish that is so near to the need contributes."""
    return (near * asked.learning_weight + 50) // 100


@njit(cache=True)
def _held(skills: Numbers, row: int, wanted: Numbers) -> int:
    count = 0
    for at in range(len(wanted)):
        skill = wanted[at]
        if skill >> WORD_SHIFT < skills.shape[1]:
            count += (skills[row, skill >> WORD_SHIFT] >> np.uint64(skill & (WORD - 1))) & np.uint64(1)
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
