"""Finds the best rows for a need with the compiled loops, and counts which conditions exclude the others."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

import numpy as np

from services.matching.engine.base import Base, groups_of
from services.matching.engine.columns import Numbers, Part
from services.matching.engine.experts import LOOSE, Experts
from services.matching.engine.kernels.counts import fail_each, failing_in_ranges, failing_in_rows
from services.matching.engine.kernels.ids import ID
from services.matching.engine.kernels.ranking import best_rows, scores_of
from services.matching.engine.kernels.scoring import field_points
from services.matching.engine.query import Query, kept_query_of
from services.matching.fit.conditions import Condition
from services.matching.fit.scoring import WEIGHTS, Factor
from services.matching.fit.states import NeedState
from vocabulary import Vocabulary

CONDITIONS = tuple(Condition)
_BITS = 1 << np.arange(len(CONDITIONS))
Best = list[tuple[int, str]]


@dataclass(frozen=True, kw_only=True)
class Found:
    """The best of those with rows, as (score, id), and how all of these came out; loose experts are not among them."""

    best: Best
    counts: Numbers

    @property
    def considered(self) -> int:
        return int(self.counts.sum())

    @property
    def eligible(self) -> int:
        return int(self.counts[0])

    def excluded(self, *, alone: bool) -> Counter[Condition]:
        return excluded_of(self.counts, alone=alone)


def search(
    need: NeedState,
    experts: Experts,
    *,
    limit: int,
    on: date,
    vocabulary: Vocabulary,
    weights: Mapping[Factor, int] = WEIGHTS,
) -> Found | None:
    """None for a need that only the reference can answer."""
    query = kept_query_of(need, experts.codes, on=on, vocabulary=vocabulary, weights=weights)
    if query is None:
        return None
    return Found(best=best(query, experts, limit=limit), counts=counted(query, experts))


def best(query: Query, experts: Experts, *, limit: int) -> Best:
    """The highest scores, of equal ones the first id."""
    if not query.is_open or query.last < query.first:
        return []
    found, newer = _of_base(query, experts, limit), _of_tail(query, experts)
    return nsmallest(limit, [*found, *newer], key=lambda one: (-one[0], one[1])) if newer else found


def counted(query: Query, experts: Experts) -> Numbers:
    """How many experts fail each set of conditions, by the set: an integer with a bit per condition."""
    counts = np.zeros(2 ** len(CONDITIONS), np.int64)
    base = experts.base
    if base is not None and len(base):
        points, part = _points(query, base), base.part
        failing_in_ranges(query, part.columns, part.spans, base.ranges, points, counts)
        if len(experts.buried):
            failing_in_rows(query, part.columns, part.spans, experts.buried, part.groups, points, counts, -1)
    rows = _tail_rows(experts)
    if len(rows):
        part = experts.since.part
        points = field_points(query, *groups_of(experts.since.fields))
        failing_in_rows(query, part.columns, part.spans, rows, part.groups, points, counts, 1)
    return counts


def failing_rows(query: Query, experts: Experts) -> Iterator[tuple[Numbers, Numbers]]:
    """For each expert with a row the set of conditions they fail, as above, and the number of their home."""
    if experts.base is not None and len(experts.base):
        yield _failing(query, experts.base.part, experts.living, _points(query, experts.base))
    rows = _tail_rows(experts)
    if len(rows):
        yield _failing(query, experts.since.part, rows, field_points(query, *groups_of(experts.since.fields)))


def _failing(query: Query, part: Part, rows: Numbers, points: Numbers) -> tuple[Numbers, Numbers]:
    found = np.empty(len(rows), np.uint16)
    fail_each(query, part.columns, part.spans, rows, part.groups, points, found)
    return found, part.columns.home[rows]


def _tail_rows(experts: Experts) -> Numbers:
    return np.array([entry.row for entry in experts.since.entries.values() if entry.row != LOOSE], np.int64)


def excluded_of(counts: Numbers, *, alone: bool) -> Counter[Condition]:
    """How many experts fail each condition, or fail it `alone`."""
    sets = _BITS if alone else np.flatnonzero(counts)
    failing = (sets[:, None] & _BITS) != 0
    excluded = counts[sets] @ failing
    return Counter({name: count for name, count in zip(CONDITIONS, excluded.tolist(), strict=True) if count})


def _of_base(query: Query, experts: Experts, limit: int) -> Best:
    """In order."""
    base = experts.base
    if base is None or not len(base):
        return []
    scores, letters = best_rows(query.packed, base.addresses, experts.dead, limit)
    ids = letters.tobytes().decode("ascii")
    return [(score, ids[at * ID : (at + 1) * ID]) for at, score in enumerate(scores.tolist())]


def _of_tail(query: Query, experts: Experts) -> Best:
    """In no order."""
    since = experts.since
    if not len(since.part):
        return []
    points = field_points(query, *groups_of(since.fields))
    part = since.part
    scores = scores_of(query, part.columns, part.spans, part.learning, part.groups, points).tolist()
    rows = ((key, entry.row) for key, entry in since.entries.items() if entry.row != LOOSE)
    return [(scores[row], key) for key, row in rows if scores[row] >= 0]


def _points(query: Query, base: Base) -> Numbers:
    return field_points(query, *base.groups)
