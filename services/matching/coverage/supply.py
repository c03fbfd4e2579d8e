"""Counts the supply over the engine's columns. The result equals that of `services.matching.coverage.domain`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from services.matching.coverage.domain import (
    Horizon,
    Month,
    Offered,
    OfSector,
    region_of,
    sectors_of_experts,
    supply_of,
    widest,
)
from services.matching.engine.base import Base
from services.matching.engine.codes import BROKEN, DAY_ZERO, LAST_DAY, PAUSED
from services.matching.engine.columns import Numbers
from services.matching.engine.crowds import Shared
from services.matching.engine.experts import Experts
from services.matching.engine.places import COUNTIES
from services.matching.fit.privacy import Crowd
from services.matching.fit.states import ExpertState
from services.scheme.counties import NO_COUNTY
from services.scheme.months import SHORTEST_STAY, last_day
from vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class Supply:
    """Who could begin, by field, region and month; and who there is, by field and sector."""

    counted: Offered
    by_sector: OfSector


class Lines(NamedTuple):
    """The widest fields of some rows: a line for each of a row's, by their numbers."""

    rows: Numbers
    fields: Numbers
    names: list[str]


def supply(experts: Experts, horizon: Horizon, *, vocabulary: Vocabulary) -> Supply:
    """Experts who are not paused are counted by rows, all others one by one: no column holds the end of a pause."""
    states = list(_others(experts))
    made = Supply(
        counted=supply_of(states, horizon, vocabulary=vocabulary),
        by_sector=sectors_of_experts(states, vocabulary=vocabulary),
    )
    if experts.base is not None:
        _add_rows(made, experts, experts.base, horizon, vocabulary)
    return made


def _others(experts: Experts) -> Iterator[ExpertState]:
    yield from (entry.state for entry in experts.since.entries.values())
    if experts.base is not None:
        living = experts.living
        for row in living[(experts.base.part.columns.flags[living] & PAUSED) != 0].tolist():
            yield experts.base.state_of(row)


def _add_rows(made: Supply, experts: Experts, base: Base, horizon: Horizon, vocabulary: Vocabulary) -> None:
    living = experts.living
    awake = living[(base.part.columns.flags[living] & PAUSED) == 0]
    lines = _lines(base, awake, list(experts.codes.fields), vocabulary)
    counties = [NO_COUNTY, *map(region_of, experts.codes.counties)]
    sectors = [None, *experts.codes.sectors]
    for field, sector, crowd in _crowds(_shared(lines, base, experts, base.part.columns.sector)):
        where = lines.names[field], sectors[sector]
        made.by_sector[where] = made.by_sector.get(where, Crowd()) + crowd
    shared = _shared(lines, base, experts, base.part.columns.county)
    for month in horizon.months:
        begins = _could_begin(base, month)
        for field, county, crowd in _crowds(shared, begins[lines.rows]):
            cell = lines.names[field], counties[county], str(month)
            made.counted[cell] = made.counted.get(cell, Crowd()) + crowd


def _shared(lines: Lines, base: Base, experts: Experts, column: Numbers) -> Shared:
    """A field and a value of a column of bytes are shared, by the lines."""
    rows = lines.rows
    return Shared.of(lines.fields * COUNTIES + column[rows], base.part.columns.home[rows], list(experts.codes.homes))


def _crowds(shared: Shared, chosen: Numbers | None = None) -> Iterator[tuple[int, int, Crowd]]:
    for place, crowd in shared.crowds(chosen):
        yield place // COUNTIES, place % COUNTIES, crowd


def _lines(base: Base, rows: Numbers, fields: list[str], vocabulary: Vocabulary) -> Lines:
    names: dict[str, int] = {}
    numbers = [[names.setdefault(top, len(names)) for top in sorted(widest(field, vocabulary))] for field in fields]
    lengths = np.array([len(each) for each in numbers], np.int64)
    tops = np.array([top for each in numbers for top in each], np.int64)
    firsts = np.cumsum(lengths) - lengths
    codes = base.groups.codes
    groups = np.repeat(np.arange(len(base.groups.starts) - 1), np.diff(base.groups.starts))
    pairs = np.unique(  # a group's fields may lie under the same one: it counts once
        np.repeat(groups, lengths[codes]) * max(len(names), 1) + tops[_ranges(firsts[codes], lengths[codes])]
    )
    of_group, field = pairs // max(len(names), 1), pairs % max(len(names), 1)
    starts = np.searchsorted(of_group, np.arange(len(base.groups.starts)))
    mine = base.part.groups[rows]
    counts = np.diff(starts)[mine]
    return Lines(np.repeat(rows, counts), field[_ranges(starts[mine], counts)], list(names))


def _ranges(firsts: Numbers, lengths: Numbers) -> Numbers:
    """The numbers from each first on, as many as its length, one range after the other."""
    ends = np.cumsum(lengths)
    numbers: Numbers = np.arange(ends[-1] if len(ends) else 0) + np.repeat(firsts - (ends - lengths), lengths)
    return numbers


def _could_begin(base: Base, month: Month) -> Numbers:
    """Whether each row, endorsed, is free to begin the shortest stay in the month: from its first free day, then."""
    first, last = (day - DAY_ZERO for day in month.span)
    columns, spans = base.part.columns, base.part.spans
    if not 1 <= first <= last < LAST_DAY:
        return np.zeros(len(base), bool)
    days = range(first, last + 1)
    ends = np.array([_end(day) for day in days], np.int64)
    fits = _fits(columns.first.astype(np.int64), columns.last, first, ends)
    broken = np.flatnonzero(columns.flags & BROKEN)
    fits[broken] = False
    lengths = np.diff(spans.ends, prepend=0) // 2
    each = spans.values.reshape(-1, 2)
    some = _fits(each[:, 0].astype(np.int64), each[:, 1], first, ends)
    fits[np.repeat(spans.rows, lengths)[some]] = True
    begins: Numbers = fits & (columns.until >= first)
    return begins


def _fits(free_from: Numbers, free_to: Numbers, first: int, ends: Numbers) -> Numbers:
    start = np.maximum(free_from, first) - first
    within = start < len(ends)
    fits: Numbers = within & (ends[np.where(within, start, 0)] <= free_to)
    return fits


def _end(day: int) -> int:
    return last_day(date.fromordinal(day + DAY_ZERO), months=SHORTEST_STAY).toordinal() - DAY_ZERO
