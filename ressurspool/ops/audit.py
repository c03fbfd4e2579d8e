"""Reads a service's audit, and checks its chain."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from ressurspool.ops.applications import database_of
from services.kit.data.audit import Mark
from services.kit.data.audit_check import Fault, Verdict, verify_chain
from services.kit.data.tables import KitTables

CHUNK = 500  # rows of one read: on SQLite nobody commits while it lasts

_WRONG = {
    Fault.CHANGED: "it was changed",
    Fault.MISSING: "it is missing",
    Fault.OUT_OF_ORDER: "it does not follow the row before it: that one was changed, or this one moved",
    Fault.CUT_OFF: "it is missing, and all after it: the end was cut off",
    Fault.BEYOND: "it stands behind the end of the chain",
    Fault.REPLACED: "it is not the row that stood there",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which rows are asked for. A field that is None filters nothing."""

    subject: str | None = None
    person: str | None = None
    since: datetime | None = None

    def within(self, query: Select[Any], tables: KitTables) -> Select[Any]:
        trail = tables.audit_trail.c
        if self.subject is not None:
            query = query.where(trail.subject == self.subject)
        if self.person is not None:
            query = query.where((trail.person == self.person) | (trail.let_by == self.person))
        return query if self.since is None else query.where(trail.time >= self.since)


def verify(service: str, *, kept: Mark | None = None) -> Verdict:
    """Walk the chain of a service's audit."""
    with closing(database_of(service)) as database:
        return verify_chain(database, kept=kept)


def verdict_lines(service: str, verdict: Verdict) -> Iterator[str]:
    """What to print about a chain: from when to where it is whole, and what is wrong behind that."""
    begins = (
        "no act is recorded yet" if verdict.since is None else f"since {verdict.since.isoformat(timespec='seconds')}"
    )
    whole = f"{verdict.last.n} rows are whole, {begins}; what was done before the audit began is not in it"
    yield f"{service}: {whole}"
    if verdict.fault is None:
        yield f"{service}: ends in {verdict.last.n}:{verdict.last.hash}"
    else:
        yield f"{service}: BROKEN at row {verdict.broken_at}: {_WRONG[verdict.fault]}"


def show(service: str, asked: Asked) -> Iterator[str]:
    """A line for each row, the oldest first."""
    with closing(database_of(service)) as database:
        trail, after = database.tables.audit_trail, 0
        while True:
            query = select(trail).where(trail.c.n > after).order_by(trail.c.n).limit(CHUNK)
            with database.read() as session:
                rows = session.execute(asked.within(query, database.tables)).all()
            yield from map(_line, rows)
            if len(rows) < CHUNK:
                return
            after = rows[-1].n


def _line(row: Any) -> str:
    who = (
        row.cause or f"{row.person or 'nobody known'} through {row.client_id or 'no client'} for {row.org or 'no body'}"
    )
    let = f", let by {row.let_by}" if row.let_by else ""
    spoke = f" as {row.parties}" if row.parties else ""
    reason = f", reason {row.reason}" if row.reason else ""
    moment = row.time.isoformat(timespec="seconds")
    return f"{row.n} {moment} {row.verb} {row.subject} version {row.version}: {who}{spoke}{let}{reason}"
