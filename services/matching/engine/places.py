"""Finds the experts whose county is hidden, among the sorted rows and among the states."""

from collections.abc import Iterable

import numpy as np

from services.matching.engine.base import Base
from services.matching.engine.codes import PAUSED, REMOTE, Codes, known
from services.matching.engine.columns import Numbers
from services.matching.engine.crowds import Shared
from services.matching.fit.privacy import Alike, Crowd, alike_among
from services.matching.fit.states import ExpertState

COUNTIES = 2**8  # different counties that a row can hold


def alike_of(states: Iterable[ExpertState], codes: Codes, base: Base | None, living: Numbers, *, asker: str) -> Alike:
    """The available experts who share county and field: those of the states, and those of the living rows."""
    alike = alike_among(states, asker=asker)
    if base is None or not len(living):
        return alike
    columns = base.part.columns
    counted = ((columns.flags[living] & PAUSED) == 0) & (columns.home[living] != known(codes.homes, asker))
    fields, counties, whose = _pairs(base, living[counted])
    shared = Shared.of(fields * COUNTIES + counties, columns.home[living[counted]][whose], list(codes.homes))
    names, places = list(codes.fields), [None, *codes.counties]
    for pair, crowd in shared.crowds():
        key = places[pair % COUNTIES], names[pair // COUNTIES]
        alike[key] = alike.get(key, Crowd()) + crowd
    return alike


def hidden_rows(alike: Alike, codes: Codes, base: Base, living: Numbers) -> Numbers:
    """The living rows that `hides_place` holds for."""
    fields, counties, whose = _pairs(base, living)
    many = np.zeros((len(codes.fields), COUNTIES), bool)
    for (county, field), crowd in alike.items():
        many[codes.fields[field], 0 if county is None else codes.counties[county]] = crowd.is_many
    shows = np.bincount(whose, minlength=len(living)) > 0
    shows[whose[~many[fields, counties]]] = False
    remote = (base.part.columns.flags[living] & REMOTE) != 0
    hidden: Numbers = living[~shows & ~remote]
    return hidden


def _pairs(base: Base, rows: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Field and county of each field of each of these rows, and the place in `rows` that each belongs to."""
    groups = base.part.groups[rows]
    lengths = np.diff(base.groups.starts)[groups]
    whose = np.repeat(np.arange(len(rows)), lengths)
    within = np.arange(len(whose)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    fields = base.groups.codes[np.repeat(base.groups.starts[groups], lengths) + within]
    return fields, base.part.columns.county[rows].astype(np.int64)[whose], whose
