"""Finds the experts whose county is hidden, among the sorted rows and among the states."""

from collections.abc import Iterable

import numpy as np

from services.matching.engine.base import Base
from services.matching.engine.codes import PAUSED, REMOTE, Codes
from services.matching.engine.columns import Numbers
from services.matching.fit.privacy import Alike, alike_among
from services.matching.fit.states import ExpertState
from services.scheme.privacy import SMALLEST_GROUP

COUNTIES = 2**8  # different counties that a row can hold


def alike_of(states: Iterable[ExpertState], codes: Codes, base: Base | None, living: Numbers) -> Alike:
    """How many available ones share county and field: those of the states, and those of the living rows."""
    alike = alike_among(states)
    if base is None or not len(living):
        return alike
    flags = base.part.columns.flags
    fields, counties, _ = _pairs(base, living[(flags[living] & PAUSED) == 0])
    counted = np.bincount(fields * COUNTIES + counties)
    names, places = list(codes.fields), [None, *codes.counties]
    for pair in np.flatnonzero(counted).tolist():
        alike[places[pair % COUNTIES], names[pair // COUNTIES]] += int(counted[pair])
    return alike


def hidden_rows(alike: Alike, codes: Codes, base: Base, living: Numbers) -> Numbers:
    """The living rows that `hides_place` holds for."""
    fields, counties, whose = _pairs(base, living)
    counted = np.zeros((len(codes.fields), COUNTIES), np.int64)
    for (county, field), count in alike.items():
        counted[codes.fields[field], 0 if county is None else codes.counties[county]] = count
    fewest = np.full(len(living), np.iinfo(np.int64).max)
    np.minimum.at(fewest, whose, counted[fields, counties])
    fewest[np.bincount(whose, minlength=len(living)) == 0] = 0
    remote = (base.part.columns.flags[living] & REMOTE) != 0
    hidden: Numbers = living[(fewest < SMALLEST_GROUP) & ~remote]
    return hidden


def _pairs(base: Base, rows: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Field and county of each field of each of these rows, and the place in `rows` that each belongs to."""
    groups = base.part.groups[rows]
    lengths = np.diff(base.groups.starts)[groups]
    whose = np.repeat(np.arange(len(rows)), lengths)
    within = np.arange(len(whose)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    fields = base.groups.codes[np.repeat(base.groups.starts[groups], lengths) + within]
    return fields, base.part.columns.county[rows].astype(np.int64)[whose], whose
