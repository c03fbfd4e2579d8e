"""The base: most experts as rows, sorted by their fields, and the JSON states the rows were made of."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np

from services.matching.engine.codes import LEARNS
from services.matching.engine.columns import Numbers, Part
from services.matching.fit.states import ExpertState

Fields = tuple[tuple[int, int], ...]
HALF = 2**64
MOST_READ = 4096  # states that are kept as objects, of 2 KB each; then those are read again that are asked for


class Groups(NamedTuple):
    """Which fields, at which levels: those of group `i` are `codes[starts[i]:starts[i + 1]]` and so for `levels`."""

    starts: Numbers
    codes: Numbers
    levels: Numbers


class Sorted(NamedTuple):
    """The arrays of a base that a search reads, in one tuple for the compiled loop."""

    starts: Numbers
    codes: Numbers
    levels: Numbers
    ranges: Numbers
    learns: Numbers
    places: Numbers
    high: Numbers
    low: Numbers


@dataclass(frozen=True, kw_only=True)
class Base:
    """Rows in groups, row `ranges[g]` the first of group `g`. Nothing in it ever changes.

    `high` and `low` are the halves of the ids in order, `row_at` the rows they belong to and `places` the way back;
    `states` has the JSON a row was made of.
    """

    part: Part
    groups: Groups
    ranges: Numbers
    learns: Numbers
    high: Numbers
    low: Numbers
    row_at: Numbers
    places: Numbers
    states: Numbers

    def __len__(self) -> int:
        return len(self.part)

    @cached_property
    def addresses(self) -> Numbers:
        """Where each array that a search reads lies, and how long it is: see `kernels.handover`."""
        part = self.part
        beside = (*self.groups, self.ranges, self.learns, self.places, self.high, self.low)
        arrays = (*part.columns, *part.spans, *part.learning, *beside)
        assert all(array.flags.c_contiguous for array in arrays)
        return np.array([(array.ctypes.data, len(array)) for array in arrays] + [part.columns.skills.shape], np.int64)

    @property
    def bytes_per_expert(self) -> float:
        """What is read to rank, with the order of ids; the states and the ids themselves are not."""
        beside = (*self.groups, self.ranges, self.learns, self.places)
        return (self.part.bytes + sum(array.nbytes for array in beside)) / max(len(self), 1)

    def find(self, key: str) -> int:
        """The row; -1 for an id that has none."""
        found = self._rows.get(key)
        if found is None:
            found = self._search(key)
            if len(self._rows) >= MOST_READ:
                self._rows.clear()
            self._rows[key] = found
        return found

    def _search(self, key: str) -> int:
        halves = _halves(key)
        if halves is None:
            return -1
        high, low = np.uint64(halves[0]), np.uint64(halves[1])
        start, end = np.searchsorted(self.high, high), np.searchsorted(self.high, high, side="right")
        at = start + np.searchsorted(self.low[start:end], low)
        return int(self.row_at[at]) if at < end and self.low[at] == low else -1

    def id_of(self, row: int) -> str:
        place = self.places[row]
        digits = f"{self.high[place]:016x}{self.low[place]:016x}"  # a UUID object costs three times as much
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def state_of(self, row: int) -> ExpertState:
        """The state, read again from its JSON unless it was read lately: that takes 50 µs."""
        state = self._read.get(row)
        if state is None:
            state = ExpertState.of(json.loads(self.states[row]))
            if len(self._read) >= MOST_READ:
                self._read.clear()
            self._read[row] = state
        return state

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {}

    @cached_property
    def _read(self) -> dict[int, ExpertState]:
        return {}


def groups_of(fields: Sequence[Fields]) -> Groups:
    lengths = [len(each) for each in fields]
    flat = [pair for each in fields for pair in each]
    return Groups(
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        np.array([code for code, _ in flat], np.int64),
        np.array([level for _, level in flat], np.int64),
    )


def fields_in(groups: Groups) -> Iterator[Fields]:
    pairs = list(zip(groups.codes.tolist(), groups.levels.tolist(), strict=True))
    starts = groups.starts.tolist()
    for start, end in pairwise(starts):
        yield tuple(pairs[start:end])


def base_of(part: Part, fields: Sequence[Fields], *, high: Numbers, low: Numbers, states: Numbers) -> Base:
    """The rows in order of their groups and then of their ids; groups that nobody is in are left out."""
    used, numbered = np.unique(part.groups, return_inverse=True)
    by_id = np.lexsort((low, high))
    place = np.empty(len(part), np.uint32)
    place[by_id] = np.arange(len(part), dtype=np.uint32)
    rows = np.argsort(numbered[by_id], kind="stable")  # equal groups stay in the order of ids
    rows = by_id[rows]
    taken = part.taken(rows)
    ranges = np.searchsorted(numbered[rows], np.arange(len(used) + 1)).astype(np.int64)
    places = place[rows]
    row_at = np.empty(len(part), np.uint32)
    row_at[places] = np.arange(len(part), dtype=np.uint32)
    wishes = (taken.columns.flags & LEARNS) != 0
    return Base(
        part=Part(columns=taken.columns, groups=_numbers(numbered[rows]), spans=taken.spans, learning=taken.learning),
        groups=groups_of([fields[group] for group in used]),
        ranges=ranges,
        learns=np.logical_or.reduceat(wishes, ranges[:-1]) if len(used) else np.zeros(0, bool),
        high=high[by_id],
        low=low[by_id],
        row_at=row_at,
        places=places,
        states=states[rows],
    )


def halves(keys: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The ids as two columns of numbers."""
    whole = [UUID(key).int for key in keys]
    return (
        np.array([number // HALF for number in whole], np.uint64),
        np.array([number % HALF for number in whole], np.uint64),
    )


def _halves(key: Any) -> tuple[int, int] | None:
    try:
        return divmod(int(key.replace("-", ""), 16), HALF) if len(key) == 36 else None
    except (ValueError, AttributeError):
        return None


def _numbers(groups: Numbers) -> Numbers:
    return groups.astype(np.int32)
