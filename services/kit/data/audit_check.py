"""Walks the chain of the audit, and names the first link that is broken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import MetaData, bindparam, func, select

from services.kit.data.audit import HASHED, Mark, hash_of
from services.kit.data.database import Database
from services.kit.data.statements import Statement
from services.kit.data.tables import GENESIS, Position, tables_for

CHUNK = 5_000  # rows of one read: on SQLite nobody commits while it lasts
_BEFORE_ALL = -(2**62)  # a row may have been given any number
_N, _TIME, _PREVIOUS = (HASHED.index(name) for name in ("n", "time", "previous"))
_TABLES = tables_for(MetaData())
_TRAIL, _HEAD = _TABLES.audit_trail.c, _TABLES.feed_head.c
_NEXT = Statement[Any](
    select(*(_TRAIL[name] for name in HASHED), _TRAIL.hash)
    .where(_TRAIL.n > bindparam("after", type_=Position), _TRAIL.n <= bindparam("until", type_=Position))
    .order_by(_TRAIL.n)
    .limit(CHUNK)
)
_END = Statement[Any](select(_HEAD.audited, _HEAD.audit_hash, select(func.max(_TRAIL.n)).scalar_subquery()))


class Fault(StrEnum):
    CHANGED = "changed"  # its values are not those of its hash
    MISSING = "missing"  # the row before it is there, and the row after
    OUT_OF_ORDER = "out_of_order"  # it does not follow the row before: that one was changed, or this one moved
    CUT_OFF = "cut_off"  # the chain once went on: its end is not there any more
    BEYOND = "beyond"  # rows behind the end of the chain
    REPLACED = "replaced"  # a whole chain, but not the one that a kept mark is of


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How far the chain is whole, since when, and its first broken link: a row's number and what is wrong with it."""

    last: Mark
    since: datetime | None
    broken_at: int | None = None
    fault: Fault | None = None


def verify_chain(database: Database, *, kept: Mark | None = None) -> Verdict:
    """Walk the chain up to where it ends now. With `kept`, a mark from earlier, it has to go through that, too.

    Whoever may write whatever they like into the database can make a whole chain anew: only a kept mark shows that.
    """
    head, newest = _read_end(database)
    seen, since = Mark(n=0, hash=GENESIS), None
    for row in _rows(database, until=head.n):
        since = since or row[_TIME]
        fault_at = _fault(row, seen, kept)
        if fault_at is not None:
            return Verdict(last=seen, since=since, fault=fault_at[0], broken_at=fault_at[1])
        seen = Mark(n=row[_N], hash=row[-1])
    return _ended(Verdict(last=seen, since=since), head=head, newest=newest, kept=kept)


def _fault(row: Any, seen: Mark, kept: Mark | None) -> tuple[Fault, int] | None:
    n, *values, own = row
    if n != seen.n + 1:
        return Fault.MISSING, seen.n + 1
    if hash_of([n, *values]) != own:
        return Fault.CHANGED, n
    if row[_PREVIOUS] != seen.hash:
        return Fault.OUT_OF_ORDER, n
    if kept is not None and n == kept.n and own != kept.hash:
        return Fault.REPLACED, n
    return None


def _ended(walked: Verdict, *, head: Mark, newest: int, kept: Mark | None) -> Verdict:
    """What the end of the chain says: where it should be, by the head and by a kept mark."""
    last = walked.last
    if last.n < max(head.n, kept.n if kept else 0):
        return Verdict(last=last, since=walked.since, fault=Fault.CUT_OFF, broken_at=last.n + 1)
    if last != head:
        return Verdict(last=last, since=walked.since, fault=Fault.REPLACED, broken_at=head.n)
    if newest > head.n:
        return Verdict(last=last, since=walked.since, fault=Fault.BEYOND, broken_at=head.n + 1)
    return walked


def _read_end(database: Database) -> tuple[Mark, int]:
    """Where the chain ends by the head of the feed, and the highest number of all rows, at the same moment."""
    with database.snapshot() as snapshot:
        ((audited, audit_hash, newest),) = snapshot.all(_END)
    return Mark(n=audited, hash=audit_hash), newest or 0


def _rows(database: Database, *, until: int) -> Iterator[Any]:
    """The rows in order, read in chunks: a read of its own for each."""
    after = _BEFORE_ALL
    while True:
        with database.snapshot() as snapshot:
            rows = snapshot.all(_NEXT, after=after, until=until)
        yield from rows
        if len(rows) < CHUNK:
            return
        after = rows[-1][_N]
