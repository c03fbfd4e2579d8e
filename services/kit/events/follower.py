"""Follows another service's feed so that each event takes effect exactly once, in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Event as Signal
from typing import Any

import structlog
from pydantic import BaseModel
from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.calls.peer import Peer
from services.kit.data.database import Database
from services.kit.errors import EpochUnknown, ServiceError, Unavailable
from services.kit.events.joins import PERSON_JOINED, current_people, note_join
from services.kit.loop import log_failure, repeat

TRIES = 4  # then the event is parked
BACK_OFF_SECONDS = (0.1, 0.5, 2.0)
PAGE = 200
WAIT_SECONDS = 10

log = structlog.get_logger()


class EventData(BaseModel):
    version: int
    orgs: list[str] = []
    persons: list[str] = []
    codes: dict[str, Any] = {}


class ReceivedEvent(BaseModel):
    """An event as it came over the feed; the fields are CloudEvents' and ours."""

    id: str
    type: str
    subject: str
    time: str
    position: str
    data: EventData


RawEvent = Mapping[str, Any]  # an event as the feed sent it, not validated yet
Handler = Callable[[Session, ReceivedEvent], None]


@dataclass(frozen=True, kw_only=True)
class Follower:
    """What a service does about another service's events, from the beginning of its feed.

    A second follower of the same source needs a `name` of its own: its position is stored by that. A read model that
    comes later begins with one, so that it is filled in a database whose first follower is past the events.
    """

    source: str
    handlers: Mapping[str, Handler]
    name: str = ""


@dataclass(kw_only=True)
class FollowerLoop:
    """Runs one follower. Any number may run at the same time: the stored position decides whose effect counts."""

    follower: Follower
    peer: Peer
    database: Database
    caught_up_at: float = field(default=float("-inf"))

    @property
    def name(self) -> str:
        return self.follower.name or self.follower.source

    def run(self, stop: Signal) -> None:
        """Follow until `stop` is set. Outlives every failure of the other side and of the database."""
        failed = partial(log_failure, name="follower", refused=0.5, failed=2.0, source=self.name)
        repeat(partial(self.follow_once, wait=WAIT_SECONDS, stop=stop), stop, failed=failed)

    def follow_once(self, *, wait: float, stop: Signal | None = None) -> int:
        """Fetch a page and apply it. Returns how many events were fetched."""
        position = self._position()
        try:
            page = self.peer.events(after=position, limit=PAGE, wait=wait)
        except EpochUnknown:
            self._move(None, previous=position, to="")
            return 0
        for event in page.events:
            if stop is not None and stop.is_set():
                return 0
            if not self._apply(event, previous=position):
                return 0  # another process was first: fetch again from its position
            position = event["position"]
        if not page.events and position != page.position:
            self._move(None, previous=position, to=page.position)
        self.caught_up_at = clock.monotonic()
        return len(page.events)

    def _position(self) -> str:
        positions = self.database.tables.follower_positions
        with self.database.read() as session:
            query = select(positions.c.position).where(positions.c.follower == self.name)
            return session.execute(query).scalar_one_or_none() or ""

    def _apply(self, event: RawEvent, *, previous: str) -> bool:
        """Handle the event and move the position, in one transaction. False where the position had moved already."""
        for pause in (*BACK_OFF_SECONDS, None):
            try:
                return self._move(event, previous=previous, to=event["position"])
            except Unavailable:
                raise  # the event is not at fault: try again for as long as it takes
            except Exception as error:
                if pause is None:
                    return self._park(event, previous=previous, reason=_reason(error))
                Signal().wait(pause)
        raise AssertionError("unreachable")

    def _move(self, event: RawEvent | None, *, previous: str, to: str) -> bool:
        with self.database.write() as session:
            if not self._claim(session, previous=previous, to=to):
                return False
            if event is not None:
                self._take_effect(session, event)
        return True

    def _take_effect(self, session: Session, event: RawEvent) -> None:
        if event["type"] not in self.follower.handlers:
            return
        if self._parked(session, event["subject"]):
            self._insert_parked(session, event, reason="behind-parked")
            return
        self._handle(session, event)

    def _handle(self, session: Session, event: RawEvent) -> None:
        """Give the event to its handler, with the people by the accounts that they have now."""
        received, tables = ReceivedEvent.model_validate(event), self.database.tables
        if received.type == PERSON_JOINED:
            note_join(session, tables, received.data.persons)
        elif received.data.persons:
            received.data.persons = current_people(session, tables, received.data.persons)
        self.follower.handlers[received.type](session, received)

    def _claim(self, session: Session, *, previous: str, to: str) -> bool:
        """Move the position, locking it until the effect is committed. False where it was not `previous`."""
        positions = self.database.tables.follower_positions
        mine = positions.c.follower == self.name
        row = session.execute(select(positions.c.position).where(mine).with_for_update()).one_or_none()
        if (row.position if row else "") != previous:
            return False
        if row is None:
            session.execute(insert(positions).values(follower=self.name, position=to))
        else:
            session.execute(update(positions).where(mine).values(position=to))
        return True

    def _park(self, event: RawEvent, *, previous: str, reason: str) -> bool:
        log.error("event_parked", source=self.name, type=event["type"], position=event["position"], reason=reason)
        with self.database.write() as session:
            if not self._claim(session, previous=previous, to=event["position"]):
                return False
            self._insert_parked(session, event, reason=reason)
        return True

    def _parked(self, session: Session, subject: str) -> bool:
        parked = self.database.tables.parked_events
        query = select(parked.c.position).where(parked.c.follower == self.name, parked.c.subject == subject)
        return session.execute(query.limit(1)).first() is not None

    def _insert_parked(self, session: Session, event: RawEvent, *, reason: str) -> None:
        values = {"follower": self.name, "position": event["position"], "subject": event["subject"]}
        content = {"event": event, "reason": reason, "parked_at": clock.now()}
        session.execute(insert(self.database.tables.parked_events).values(**values, **content))

    def replay_parked(self) -> int:
        """Handle the parked events in their order, once their cause is mended. Returns how many took effect."""
        replayed = 0
        while (row := self._next_parked()) is not None:
            with self.database.write() as session:
                parked = self.database.tables.parked_events
                key = (parked.c.follower == row.follower) & (parked.c.position == row.position)
                if session.execute(delete(parked).where(key).returning(parked.c.position)).first() is None:
                    continue  # somebody else replayed it in the meantime
                self._handle(session, row.event)
            replayed += 1
        return replayed

    def _next_parked(self) -> Row[Any] | None:
        parked = self.database.tables.parked_events
        with self.database.read() as session:
            query = select(parked).where(parked.c.follower == self.name).order_by(parked.c.parked_at, parked.c.position)
            return session.execute(query.limit(1)).one_or_none()


def _reason(error: Exception) -> str:
    """The kind of failure; its message could carry personal data."""
    return error.code if isinstance(error, ServiceError) else type(error).__name__
