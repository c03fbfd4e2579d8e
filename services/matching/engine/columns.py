"""Experts as columns: one row each, and beside the rows the further values that a few of them have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.matching.engine.codes import BROKEN, LEARNS, Row

Numbers = NDArray[Any]

WORD = 64
WIDE = ("languages",)
SHORTS = ("first", "last", "until", "home")
BYTES = ("percentage", "max_percentage", "max_months", "county", "sector", "level", "flags")


class Columns(NamedTuple):
    """A value per expert in each; days are counted from 2000. `skills` has a bit per skill, in uint64 words."""

    first: Numbers
    last: Numbers
    until: Numbers
    home: Numbers
    languages: Numbers
    percentage: Numbers
    max_percentage: Numbers
    max_months: Numbers
    county: Numbers
    sector: Numbers
    level: Numbers
    flags: Numbers
    skills: Numbers


class Beside(NamedTuple):
    """More than one value for a few of the rows: `values[ends[i - 1]:ends[i]]` belong to `rows[i]`, rows ascending."""

    rows: Numbers
    ends: Numbers
    values: Numbers


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows that do not change any more, in `groups`: which fields at which levels a row has."""

    columns: Columns
    groups: Numbers
    spans: Beside
    learning: Beside

    def __len__(self) -> int:
        return len(self.groups)

    @property
    def bytes(self) -> int:
        arrays = (*self.columns, *self.spans, *self.learning)
        return sum(array.nbytes for array in arrays)

    def taken(self, rows: Numbers) -> "Part":
        """These rows, in this order."""
        return Part(
            columns=Columns(*(column[rows] for column in self.columns)),
            groups=self.groups[rows],
            spans=_taken(self.spans, rows),
            learning=_taken(self.learning, rows),
        )


class Tail:
    """Rows in the order they arrive, in arrays that double when full.

    A written row never changes, so a part that was taken can still be read.
    """

    def __init__(self, words: int, *, room: int = 256) -> None:
        self._columns = empty_columns(words, room)
        self._groups = np.zeros(room, np.int32)
        self._beside = {"spans": _no_room(), "learning": _no_room()}
        self._used = {"spans": (0, 0), "learning": (0, 0)}
        self.count = 0

    def append(self, row: Row, group: int) -> int:
        """Returns the row's number."""
        at = self.count
        if at == len(self._groups):
            self._columns = Columns(*(_doubled(column) for column in self._columns))
            self._groups = _doubled(self._groups)
        for name in (*WIDE, *SHORTS, *BYTES):
            getattr(self._columns, name)[at] = getattr(row, name)
        for skill in row.words:
            self._columns.skills[at, skill // WORD] |= np.uint64(1 << skill % WORD)
        self._groups[at] = group
        if row.flags & BROKEN:
            self._put("spans", at, [day for span in row.spans for day in span])
        if row.flags & LEARNS:
            self._put("learning", at, row.learning)
        self.count += 1
        return at

    def part(self) -> Part:
        """The rows so far, without copying any."""
        return Part(
            columns=Columns(*(column[: self.count] for column in self._columns)),
            groups=self._groups[: self.count],
            spans=self._cut("spans"),
            learning=self._cut("learning"),
        )

    def _put(self, name: str, at: int, values: Sequence[int]) -> None:
        rows, used = self._used[name]
        beside = self._beside[name]
        if rows == len(beside.rows):
            beside = Beside(_doubled(beside.rows), _doubled(beside.ends), beside.values)
        while used + len(values) > len(beside.values):
            beside = Beside(beside.rows, beside.ends, _doubled(beside.values))
        beside.rows[rows], beside.ends[rows] = at, used + len(values)
        beside.values[used : used + len(values)] = values
        self._beside[name], self._used[name] = beside, (rows + 1, used + len(values))

    def _cut(self, name: str) -> Beside:
        (rows, used), beside = self._used[name], self._beside[name]
        return Beside(beside.rows[:rows], beside.ends[:rows], beside.values[:used])


def empty_columns(words: int, count: int) -> Columns:
    wide = {name: np.zeros(count, np.uint32) for name in WIDE}
    shorts = {name: np.zeros(count, np.uint16) for name in SHORTS}
    bytes_ = {name: np.zeros(count, np.uint8) for name in BYTES}
    return Columns(**wide, **shorts, **bytes_, skills=np.zeros((count, words), np.uint64))


def joined(parts: Sequence[Part]) -> Part:
    """The rows of all, one part after the other; the skills in as many words as the widest has."""
    words = max(part.columns.skills.shape[1] for part in parts)
    narrow = [
        Columns(*part.columns[:-1], skills=np.pad(skills, ((0, 0), (0, words - skills.shape[1]))))
        for part in parts
        for skills in [part.columns.skills]
    ]
    return Part(
        columns=Columns(*(np.concatenate(same) for same in zip(*narrow, strict=True))),
        groups=np.concatenate([part.groups for part in parts]),
        spans=_joined(parts, lambda part: part.spans),
        learning=_joined(parts, lambda part: part.learning),
    )


def _joined(parts: Sequence[Part], which: Callable[[Part], Beside]) -> Beside:
    rows, ends, before, used = [], [], 0, 0
    for part in parts:
        beside = which(part)
        rows.append(beside.rows + before)
        ends.append(beside.ends + used)
        before, used = before + len(part), used + len(beside.values)
    return Beside(
        np.concatenate(rows).astype(np.int64),
        np.concatenate(ends).astype(np.int64),
        np.concatenate([which(part).values for part in parts]),
    )


def _taken(beside: Beside, rows: Numbers) -> Beside:
    at = np.searchsorted(beside.rows, rows)
    at[at == len(beside.rows)] = 0
    having = np.flatnonzero(beside.rows[at] == rows) if len(beside.rows) else np.zeros(0, np.int64)
    places = at[having]
    starts = np.concatenate([np.zeros(1, np.int64), beside.ends])[places]
    lengths = beside.ends[places] - starts
    ends = np.cumsum(lengths)
    values = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)
    return Beside(having.astype(np.int64), ends.astype(np.int64), beside.values[values])


def _no_room() -> Beside:
    return Beside(np.zeros(16, np.int64), np.zeros(16, np.int64), np.zeros(64, np.uint16))


def _doubled(array: Numbers) -> Numbers:
    return np.concatenate([array, np.zeros_like(array)])
