"""The pages of the event feed and of the state feed."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from services.kit.data.database import Database
from services.kit.data.feed_heads import feed_heads
from services.kit.data.tables import KitTables
from services.kit.errors import EpochUnknown, Invalid
from services.scheme.organisations import is_orgnr

_WORD = re.compile(r"[a-z_]+")  # no id, and no body's number


@dataclass(frozen=True, kw_only=True)
class FeedPage:
    """A page of a feed. `position` is where to go on from, `head` the number of the newest entry."""

    items: list[dict[str, Any]]
    position: str
    head: int


def events_page(database: Database, after: str, *, limit: int, source: str, orgnr: str | None) -> FeedPage:
    """Events after a position ("" is the beginning, "now" the head), oldest first.

    With `orgnr`, only what concerns that body, without the ids of persons and of other bodies and their things.
    Raises EpochUnknown for a position of another epoch, Invalid for none at all.
    """
    tables, heads = database.tables, feed_heads(database)
    if after == heads.last_event:  # as for nearly every poll: nothing has happened since
        return FeedPage(items=[], position=after, head=heads.events)
    with database.read() as session:
        head = session.execute(select(tables.feed_head)).one()
        start = _start(after, epoch=head.epoch, head=head.events)
        rows = session.execute(_events_after(tables, start, limit=limit, orgnr=orgnr)).all()
        concerned = _concerned(session, tables, rows)
    items = [_cloud_event(row, head.epoch, source, concerned[row.n], orgnr=orgnr) for row in rows]
    # fewer than the limit: everything up to the head was looked through, also what concerns others
    reached = rows[-1].n if len(rows) == limit else max(head.events, rows[-1].n if rows else start)
    return FeedPage(items=items, position=f"{head.epoch}.{reached}", head=head.events)


def states_page(database: Database, after: str, *, limit: int) -> FeedPage:
    """The latest state of everything that changed after a position, in order of change; None marks a tombstone."""
    feed = database.tables.state_feed
    with database.read() as session:
        head = session.execute(select(database.tables.feed_head)).one()
        start = _start(after, epoch=head.epoch, head=head.states)
        rows = session.execute(select(feed).where(feed.c.n > start).order_by(feed.c.n).limit(limit)).all()
    items = [{"id": row.id, "state": row.state} for row in rows]
    return FeedPage(items=items, position=f"{head.epoch}.{rows[-1].n if rows else start}", head=head.states)


def _start(after: str, *, epoch: str, head: int) -> int:
    if after == "":
        return 0
    if after == "now":
        return head
    named, dot, number = after.partition(".")
    if not dot or not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Invalid(("/after", "position"))
    if named != epoch or int(number) > head:
        raise EpochUnknown()
    return int(number)


def _events_after(tables: KitTables, start: int, *, limit: int, orgnr: str | None) -> Select[Any]:
    outbox, orgs = tables.outbox, tables.outbox_orgs
    query = select(outbox).where(outbox.c.n > start).order_by(outbox.c.n).limit(limit)
    if orgnr is None:
        return query
    return query.join(orgs, orgs.c.n == outbox.c.n).where(orgs.c.orgnr == orgnr)


def _concerned(session: Session, tables: KitTables, rows: list[Row[Any]] | Any) -> dict[int, list[str]]:
    concerned: dict[int, list[str]] = {row.n: [] for row in rows}
    orgs = tables.outbox_orgs
    query = select(orgs.c.n, orgs.c.orgnr).where(orgs.c.n.in_(concerned)).order_by(orgs.c.orgnr)
    for n, orgnr in session.execute(query):
        concerned[n].append(orgnr)
    return concerned


def _cloud_event(row: Any, epoch: str, source: str, orgs: list[str], *, orgnr: str | None) -> dict[str, Any]:
    data = {"version": row.version, "orgs": orgs, "codes": row.codes, "persons": row.persons}
    if orgnr is not None:
        data = data_for_body(row.version, row.codes, orgnr)
    return cloud_event(row, source=source, position=f"{epoch}.{row.n}", data=data)


def cloud_event(event: Any, *, source: str, position: str, data: dict[str, Any]) -> dict[str, Any]:
    """CloudEvents 1.0 §3; lists are not allowed as context attributes, so they stand in `data`."""
    return {
        "specversion": "1.0",
        "id": event.id,
        "source": source,
        "type": event.type,
        "subject": event.subject,
        "time": event.time.isoformat(),
        "position": position,
        "datacontenttype": "application/json",
        "data": data,
    }


def data_for_body(version: int, codes: dict[str, Any], orgnr: str) -> dict[str, Any]:
    """What a body is shown of an event that concerns it: without persons, and without other bodies' numbers."""
    return {"version": version, "orgs": [orgnr], "codes": _without_others(codes, orgnr)}


def _without_others(codes: dict[str, Any], orgnr: str) -> dict[str, Any]:
    """The codes without the numbers of other bodies. Whoever may know those reads them from the thing itself."""
    return {name: value for name, value in codes.items() if _may_be_shown(value, orgnr)}


def _may_be_shown(value: object, orgnr: str) -> bool:
    """Of lists only those of words: ids in a list may be of things at other bodies, and nothing here says which."""
    if isinstance(value, list):
        return all(isinstance(part, str) and _WORD.fullmatch(part) for part in value)
    return value == orgnr or not is_orgnr(str(value))
