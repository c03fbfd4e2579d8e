"""The experts at one moment: the sorted rows, the experts added since, and the rows that are gone."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from pydantic_core import to_json

from services.matching.engine.base import Base, Fields, base_of, fields_in, halves
from services.matching.engine.codes import ALERTS, Codes, codes_of, known, row_of
from services.matching.engine.columns import WORD, Numbers, Part, Tail, joined
from services.matching.engine.further import NO_FURTHER, Further
from services.matching.engine.places import alike_of, hidden_rows
from services.matching.fit.privacy import Alike, hides_place
from services.matching.fit.states import ExpertState
from vocabulary import load

LOOSE = -1  # the row of an expert without one: columns cannot hold them exactly, or there are no columns yet
NO_ROWS: Numbers = np.zeros(0, np.int64)
MOST_ASKERS = 64  # whose others are remembered until the next change: a bit an expert for each
FEW = 2048  # the reference ranks fewer experts than this: it is as fast then, and needs no compiler

Items = Iterable[tuple[str, ExpertState | None, Mapping[str, Any] | None]]


class Entry(NamedTuple):
    """An expert who was added or changed since the base was made, and their row in the tail."""

    state: ExpertState
    raw: bytes
    row: int


@dataclass(frozen=True, kw_only=True)
class Since:
    """The experts added or changed since the base was made. The tail only grows; this is a view of its first rows."""

    tail: Tail
    part: Part
    fields: list[Fields]
    numbers: dict[Fields, int]
    entries: dict[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)  # equal as mappings are
class Experts(Mapping[str, ExpertState]):
    """The states by id. Immutable: it can be read without a lock while the next one is made."""

    codes: Codes
    base: Base | None = None
    since: Since
    further: Further = field(default_factory=Further)
    buried: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    dead: Numbers = field(default_factory=lambda: np.zeros(0, np.uint8))

    @classmethod
    def none(cls) -> "Experts":
        codes = codes_of({}, skills=load().skills)
        return cls(codes=codes, since=_nothing(_words(codes)))

    def __getitem__(self, key: str) -> ExpertState:
        entry = self.since.entries.get(key)
        if entry is not None:
            return entry.state
        row = self.base.find(key) if self.base is not None else LOOSE
        if row == LOOSE or self.is_dead(row):
            raise KeyError(key)
        assert self.base is not None
        return self.base.state_of(row)

    def __iter__(self) -> Iterator[str]:
        yield from self.since.entries
        if self.base is not None:
            for row in range(len(self.base)):
                if not self.is_dead(row):
                    yield self.base.id_of(row)

    def __len__(self) -> int:
        return len(self.since.entries) + len(self.base or ()) - len(self.buried)

    def loose(self) -> list[ExpertState]:
        """The experts without a row."""
        return [entry.state for entry in self.since.entries.values() if entry.row == LOOSE]

    def listening(self) -> Iterator[ExpertState]:
        """The experts who turned alerts on."""
        yield from (entry.state for entry in self.since.entries.values() if entry.state.alerts)
        if self.base is not None:
            living = self.living
            for row in living[(self.base.part.columns.flags[living] & ALERTS) != 0].tolist():
                yield self.base.state_of(row)

    def hides(self, expert: ExpertState, *, asker: str) -> bool:
        """Whether the expert's county is hidden from the people of the body that asks."""
        return hides_place(expert, self._alike(asker))

    def of_known_place(self, *, asker: str) -> "Experts":
        """Only the experts whose county is not hidden from the body that asks."""
        shown = self._known.get(asker)
        if shown is None:
            gone = {key for key, entry in self.since.entries.items() if self.hides(entry.state, asker=asker)}
            rows = NO_ROWS
            if self.base is not None:
                rows = hidden_rows(self._alike(asker), self.codes, self.base, self.living)
            shown = self._known[asker] = self._left(gone, rows)
        return shown

    def of_others(self, *, asker: str) -> "Experts":
        """Only the experts who do not belong to the body that asks."""
        others = self._others.get(asker)
        if others is None:
            if len(self._others) >= MOST_ASKERS:
                self._others.clear()
            others = self._others[asker] = self._without(asker)
        return others

    def _without(self, asker: str) -> "Experts":
        gone = {key for key, entry in self.since.entries.items() if entry.state.belongs_to(asker)}
        rows = NO_ROWS
        if self.base is not None:
            rows = np.flatnonzero(self.base.part.columns.home == known(self.codes.homes, asker))
            rows = rows[(self.dead[rows >> 3] >> (rows & 7) & 1) == 0]
            rows = np.union1d(rows, self._rows_of_further(asker))
        return self._left(gone, rows)

    def apart(self, host: str) -> "Experts":
        """The same experts, those of other homes who belong to the host without a row: the columns hold homes only."""
        rows = self._rows_of_further(host)
        entries = {
            key: entry._replace(row=LOOSE)
            for key in self.further.by_body.get(host, ())
            if (entry := self.since.entries.get(key)) is not None and entry.row != LOOSE
        }
        if self.base is None or not (len(rows) or entries):
            return self
        states = map(self.base.state_of, rows.tolist())
        entries |= {state.id: Entry(state, b"", LOOSE) for state in states}
        dead, buried = self._burying(rows)
        since = replace(self.since, entries={**self.since.entries, **entries})
        return replace(self, since=since, dead=dead, buried=buried)

    def _rows_of_further(self, body: str) -> Numbers:
        """The living rows of other homes' experts who belong to the body."""
        if self.base is None:
            return NO_ROWS
        found = map(self.base.find, self.further.by_body.get(body, ()))
        return np.array([row for row in found if row != LOOSE and not self.is_dead(row)], np.int64)

    def _left(self, gone: Set[str], rows: Numbers) -> "Experts":
        """Those that are left where these entries and rows are taken away."""
        entries = {key: entry for key, entry in self.since.entries.items() if key not in gone}
        dead, buried = self._burying(rows)
        return replace(self, since=replace(self.since, entries=entries), dead=dead, buried=buried)

    def _alike(self, asker: str) -> Alike:
        found = self._alikes.get(asker)
        if found is None:
            states = [entry.state for entry in self.since.entries.values()]
            living = np.setdiff1d(self.living, self._rows_of_further(asker))
            found = self._alikes[asker] = alike_of(states, self.codes, self.base, living, asker=asker)
        return found

    @cached_property
    def _alikes(self) -> dict[str, Alike]:
        """By the body that asks. Computed twice where two ask at once, to the same result."""
        return {}

    @cached_property
    def _others(self) -> dict[str, "Experts"]:
        """By the body that asks."""
        return {}

    @cached_property
    def _known(self) -> dict[str, "Experts"]:
        return {}

    @property
    def living(self) -> Numbers:
        """The rows of the base whose experts are still there."""
        alive = np.ones(len(self.base or ()), np.bool_)
        alive[self.buried] = False
        return np.flatnonzero(alive)

    def is_dead(self, row: int) -> bool:
        return bool(self.dead[row >> 3] >> (row & 7) & 1)

    def changed(self, items: Items) -> "Experts":
        """A copy with these experts put in, or removed where their state is None. Only one thread may call this."""
        since, gone, states = self.since, [], dict[str, ExpertState | None]()
        entries = dict(since.entries)
        for key, state, raw in items:
            if entries.pop(key, None) is None and self.base is not None:
                row = self.base.find(key)
                if row != LOOSE and not self.is_dead(row):
                    gone.append(row)
            states[key] = state
            if state is not None and raw is not None:
                packed = to_json(raw)
                entries[key] = Entry(state, packed, self._row(key, state))
        since = replace(since, part=since.tail.part(), entries=entries)
        dead, buried = self._burying(np.unique(np.array(gone, np.int64)))
        return replace(self, since=since, further=self.further.changed(states), dead=dead, buried=buried)

    def merged(self) -> "Experts":
        """The same experts, with all in the base who can have a row. It only reads, so it may run in the background."""
        words = _words(self.codes)
        fresh, loose = _nothing(words), dict[str, Entry]()
        known = list(self.since.fields)  # the follower may add to it meanwhile
        rows, entries = [], []
        for key, entry in self.since.entries.items():
            row = entry.row if entry.row != LOOSE else _appended(fresh, self.codes, key, entry.state)
            if row == LOOSE:
                loose[key] = entry
            else:
                rows.append(row if entry.row != LOOSE else len(self.since.part) + row)
                entries.append((key, entry.raw))
        newer = joined([self.since.part, fresh.tail.part()]).taken(np.array(rows, np.int64))
        newer.groups[...] += np.where(np.array(rows, np.int64) >= len(self.since.part), len(known), 0).astype(np.int32)
        base = self._with(newer, [*known, *fresh.fields], entries)
        return resting(base, self.codes, loose, further=self.further)

    def _with(self, newer: Part, newer_fields: list[Fields], entries: list[tuple[str, bytes]]) -> Base:
        high, low = halves([key for key, _ in entries])
        states = np.empty(len(entries), object)
        states[:] = [raw for _, raw in entries]
        parts, fields = [newer], newer_fields
        if self.base is not None:
            old = self.base
            living = self.living
            parts, fields = [old.part.taken(living), newer], [*fields_in(old.groups), *newer_fields]
            newer.groups[...] += len(fields) - len(newer_fields)
            places = old.places[living]
            high, low = np.concatenate([old.high[places], high]), np.concatenate([old.low[places], low])
            states = np.concatenate([old.states[living], states])
        part, numbered = _same_groups(joined(parts), fields)
        return base_of(part, numbered, high=high, low=low, states=states)

    def _row(self, key: str, state: ExpertState) -> int:
        return LOOSE if self.base is None else _appended(self.since, self.codes, key, state)

    def _burying(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        if not len(rows):
            return self.dead, self.buried
        dead = self.dead.copy()
        np.bitwise_or.at(dead, rows >> 3, (1 << (rows & 7)).astype(np.uint8))
        return dead, np.concatenate([self.buried, rows])


def resting(
    base: Base, codes: Codes, loose: dict[str, Entry] | None = None, *, further: Further = NO_FURTHER
) -> Experts:
    """Experts of a base without later changes, beside the experts that have no row."""
    since = replace(_nothing(_words(codes)), entries=loose or {})
    return Experts(codes=codes, base=base, since=since, further=further, dead=np.zeros(len(base) // 8 + 1, np.uint8))


def _appended(since: Since, codes: Codes, key: str, state: ExpertState) -> int:
    words = since.part.columns.skills.shape[1]
    row = row_of(state, codes, skills=words * WORD) if key == state.id else None
    if row is None:
        return LOOSE
    group = since.numbers.get(row.fields)
    if group is None:
        since.fields.append(row.fields)  # before any reader can meet its number
        group = since.numbers.setdefault(row.fields, len(since.fields) - 1)
    return since.tail.append(row, group)


def _same_groups(part: Part, fields: list[Fields]) -> tuple[Part, list[Fields]]:
    """Number equal fields alike."""
    numbers: dict[Fields, int] = {}
    renamed = np.array([numbers.setdefault(each, len(numbers)) for each in fields], np.int32)
    return replace(part, groups=renamed[part.groups] if len(renamed) else part.groups), list(numbers)


def _nothing(words: int) -> Since:
    tail = Tail(words)
    return Since(tail=tail, part=tail.part(), fields=[], numbers={})


def _words(codes: Codes) -> int:
    """Enough for today's skills, and nearly always for those that are added until the next merge."""
    return len(codes.skills) // WORD + 1
