"""Collects a transaction's events and inserts them as its last act, so that positions are in commit order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, insert, update
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.tables import KitTables

_EVENTS, _STATES = "collected_events", "collected_states"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened: codes and ids, never names, addresses or free text."""

    type: str
    subject: UUID | str
    version: int = 1
    orgs: Sequence[str] = ()
    persons: Sequence[UUID | str] = ()
    codes: Mapping[str, Any] = field(default_factory=dict)


def emit_event(session: Session, event: Event) -> None:
    """Emit this event when, and only when, the transaction commits."""
    session.info.setdefault(_EVENTS, []).append(event)


def publish_state(session: Session, subject: UUID | str, state: Mapping[str, Any] | None) -> None:
    """Publish the latest state of `subject` on the state feed; None leaves a tombstone."""
    session.info.setdefault(_STATES, {})[str(subject)] = state


def append_collected(session: Session, tables: KitTables) -> None:
    """Take the feed lock and give the collected events and states their positions.

    Must be the last act before commit: numbered earlier, a reader would miss what commits late
    (3,460 of 25,000 events when measured), and two writers could deadlock.
    """
    events: list[Event] = session.info.pop(_EVENTS, [])
    states: dict[str, Any] = session.info.pop(_STATES, {})
    if not events and not states:
        return
    connection = session.connection()
    head = tables.feed_head
    last = connection.execute(
        update(head)
        .values(events=head.c.events + len(events), states=head.c.states + len(states))
        .returning(head.c.events, head.c.states)
    ).one()
    _insert_events(connection, tables, events, first=last.events - len(events) + 1)
    _insert_states(connection, tables, states, first=last.states - len(states) + 1)


def _insert_events(connection: Connection, tables: KitTables, events: list[Event], *, first: int) -> None:
    numbered = list(enumerate(events, start=first))
    if numbered:
        connection.execute(insert(tables.outbox), [_row(n, event) for n, event in numbered])
    concerned = [{"orgnr": org, "n": n} for n, event in numbered for org in sorted(set(event.orgs))]
    if concerned:
        connection.execute(insert(tables.outbox_orgs), concerned)


def _row(n: int, event: Event) -> dict[str, Any]:
    return {
        "n": n,
        "id": str(uuid4()),
        "type": event.type,
        "subject": str(event.subject),
        "version": event.version,
        "time": clock.now(),
        "codes": dict(event.codes),
        "persons": [str(person) for person in event.persons],
    }


def _insert_states(connection: Connection, tables: KitTables, states: dict[str, Any], *, first: int) -> None:
    if not states:
        return
    feed = tables.state_feed
    connection.execute(delete(feed).where(feed.c.id.in_(list(states))))
    rows = [{"id": key, "n": n, "state": state} for n, (key, state) in enumerate(states.items(), start=first)]
    connection.execute(insert(feed), rows)
