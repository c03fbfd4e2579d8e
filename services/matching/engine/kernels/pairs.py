"""Finds everybody who suits a need, for plans."""

# ruff: noqa: PLR0917 -- a compiled loop is one function given its arrays by position, and has no sets

import numpy as np
from numba import njit

from services.matching.engine.columns import Beside, Columns, Numbers
from services.matching.engine.kernels.handover import LEARNING, SPANS, beside_at, columns_at, query_in, sorted_at
from services.matching.engine.kernels.masks import BLOCK, mask_rows, picked_rows
from services.matching.engine.kernels.ranking import TIES
from services.matching.engine.kernels.scoring import NOBODY, beyond_fields, field_points, score_from
from services.matching.engine.query import Query


@njit(cache=True, nogil=True)
def best_pairs(
    asked: Numbers, starts: Numbers, addresses: Numbers, dead: Numbers, price: Numbers, least: Numbers, limit: int,
    experts: Numbers, scores: Numbers, counts: Numbers, left_out: Numbers,
) -> None:  # fmt: skip
    """For each of the needs asked, from `asked[starts[i]]` on, write the numbers and scores of the best experts.

    Only experts with more than their price and the need's `least` count. They stand from `i * limit` on, the best
    first, of equal ones the first number; `left_out[i]` is the score of the best one beyond the limit.
    """
    columns, base = columns_at(addresses), sorted_at(addresses)
    spans, learning = beside_at(addresses, SPANS), beside_at(addresses, LEARNING)
    rows, worth = np.empty(len(base.places), np.int64), np.empty(len(base.places), np.int64)
    last_place = (1 << TIES) - 1
    for one in range(len(counts)):
        query = query_in(asked[starts[one] : starts[one + 1]])
        points = field_points(query, base.starts, base.codes, base.levels)
        count = suited_rows(query, columns, spans, learning, base.ranges, points, dead, rows, worth)
        wanted = 0
        for at in range(count):
            place = np.int64(base.places[rows[at]])
            if worth[at] - price[place] > least[one]:
                rows[wanted] = worth[at] << TIES | (last_place - place)
                wanted += 1
        keys = np.sort(rows[:wanted])
        counts[one] = min(wanted, limit)
        left_out[one] = keys[wanted - limit - 1] >> TIES if wanted > limit else 0
        for at in range(counts[one]):
            key = keys[wanted - 1 - at]
            scores[one * limit + at], experts[one * limit + at] = key >> TIES, last_place - (key & last_place)


@njit(cache=True, nogil=True)
def suited_rows(
    query: Query, columns: Columns, spans: Beside, learning: Beside, ranges: Numbers, points: Numbers,
    dead: Numbers, rows: Numbers, scores: Numbers,
) -> int:  # fmt: skip
    """Write everybody who may be suggested into `rows`, and their `scores`. Returns how many."""
    mask, picked, some = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int64)
    found = 0
    for group in range(len(points)):
        if points[group] < 0:
            continue
        for start in range(ranges[group], ranges[group + 1], BLOCK):
            end = min(start + BLOCK, ranges[group + 1])
            mask_rows(query, columns, start, end, mask)
            count = picked_rows(mask, start, end, dead, picked)
            beyond_fields(query, columns, spans, learning, picked[:count], some)
            for at in range(count):
                if some[at] != NOBODY:
                    rows[found], scores[found] = picked[at], score_from(query, some[at] + points[group])
                    found += 1
    return found
