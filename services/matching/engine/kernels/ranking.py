"""Finds the best rows, and stops where no other can be better."""

# ruff: noqa: PLR0917 -- a compiled loop is one function given its arrays by position, and has no sets

import numpy as np
from numba import njit

from services.matching.engine.base import Sorted
from services.matching.engine.columns import Beside, Columns, Numbers
from services.matching.engine.kernels.handover import LEARNING, SPANS, beside_at, columns_at, query_in, sorted_at
from services.matching.engine.kernels.ids import ID, write_id
from services.matching.engine.kernels.masks import BLOCK, mask_rows, picked_rows
from services.matching.engine.kernels.scoring import NOBODY, beyond_fields, field_points, learning_points, score_from
from services.matching.engine.query import Query

TIES = 32  # bits of a key for the place in the order of ids, below the score


@njit(cache=True)
def best_rows(asked: Numbers, addresses: Numbers, dead: Numbers, limit: int) -> tuple[Numbers, Numbers]:
    """The best scores in order, of equal ones the first id first, and their ids as letters, one after the other.

    They are compared by their points, which order them as their scores do. The group that may hold most comes first:
    once the worst that was kept is better than a group can be, so it is than every one after it. All in one call,
    since handing over the arrays costs as much as the search.
    """
    query, columns, base = query_in(asked), columns_at(addresses), sorted_at(addresses)
    spans, learning = beside_at(addresses, SPANS), beside_at(addresses, LEARNING)
    points = field_points(query, base.starts, base.codes, base.levels)
    order, most = _by_bound(query, points, base.learns)
    places, ranges = base.places, base.ranges
    keys = np.zeros(limit, np.int64)
    mask, picked, scores = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int64)
    found = worst = 0
    last_place = (1 << TIES) - 1
    for group in order:
        if found == limit and (np.int64(most[group]) << TIES | last_place) < keys[worst]:
            break
        for start in range(ranges[group], ranges[group + 1], BLOCK):
            end = min(start + BLOCK, ranges[group + 1])
            mask_rows(query, columns, start, end, mask)
            count = picked_rows(mask, start, end, dead, picked)
            if not count:
                continue
            beyond_fields(query, columns, spans, learning, picked[:count], scores)
            for at in range(count):
                if scores[at] == NOBODY:
                    continue
                key = np.int64(scores[at] + points[group]) << TIES | (last_place - np.int64(places[picked[at]]))
                if found == limit and key <= keys[worst]:
                    continue
                place = found if found < limit else worst
                keys[place] = key
                found = min(found + 1, limit)
                worst = int(np.argmin(keys[:found]))
    keys = np.sort(keys[:found])[::-1]
    return _scores(query, keys >> TIES), _letters(base, last_place - (keys & last_place))


@njit(cache=True)
def _scores(query: Query, points: Numbers) -> Numbers:
    scores = np.empty(len(points), np.int64)
    for at in range(len(points)):
        scores[at] = score_from(query, points[at])
    return scores


@njit(cache=True)
def _letters(base: Sorted, places: Numbers) -> Numbers:
    letters = np.empty(len(places) * ID, np.uint8)
    for at in range(len(places)):
        write_id(base.high[places[at]], base.low[places[at]], letters[at * ID : (at + 1) * ID])
    return letters


@njit(cache=True)
def _by_bound(query: Query, points: Numbers, learns: Numbers) -> tuple[Numbers, Numbers]:
    """The groups that are near, those first that may hold the highest score, and what that is."""
    beyond = query.must_points[len(query.must)] + query.nice_points[len(query.nice)]
    beyond += query.slack_points[len(query.slack_points) - 1] + query.perspective_points
    wished = 0
    for near in query.near.flat:
        wished = max(wished, near)
    learning = learning_points(query, wished)
    near_ones = np.flatnonzero(points >= 0)
    most = np.empty(len(points), np.int64)
    for group in near_ones:
        most[group] = points[group] + beyond + (learning if learns[group] else 0)
    return near_ones[np.argsort(-most[near_ones])], most


@njit(cache=True)
def scores_of(
    query: Query, columns: Columns, spans: Beside, learning: Beside, groups: Numbers, points: Numbers
) -> Numbers:
    """The score of every row, whatever its order; -1 for those that may not be suggested."""
    scores = np.full(len(groups), NOBODY, np.int64)
    mask = np.zeros(len(groups), np.uint8)
    mask_rows(query, columns, 0, len(groups), mask)
    rows = np.flatnonzero(mask & (points[groups] >= 0))
    some = np.zeros(len(rows), np.int64)
    beyond_fields(query, columns, spans, learning, rows, some)
    for at in range(len(rows)):
        if some[at] != NOBODY:
            scores[rows[at]] = score_from(query, some[at] + points[groups[rows[at]]])
    return scores
