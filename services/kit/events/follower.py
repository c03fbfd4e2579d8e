"""Follows another service's feed so that each event takes effect exactly once, in order.

Events are applied many in one transaction with the position. Where one fails, they go one by one: only it parks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from threading import Event as Signal
from typing import Any

import structlog
from pydantic import BaseModel
from sqlalchemy import Row
from sqlalchemy.orm import Session

from services.kit import clock, context
from services.kit.calls.peer import EventsPage, Peer
from services.kit.data.database import Database
from services.kit.errors import EpochUnknown, ServiceError, Unavailable
from services.kit.events.joins import PERSON_JOINED, current_people, note_join
from services.kit.events.parked import ParkedEvents
from services.kit.events.position import StoredPosition
from services.kit.loop import log_failure, repeat

TRIES = 4  # then the event is parked
BACK_OFF_SECONDS = (0.1, 0.5, 2.0)
PAGE = 200
BATCH = 50  # events in one transaction, at most
BATCH_SECONDS = 0.05  # after this long a transaction begins with no further handler: others wait for its locks
WAIT_SECONDS = 20
REST_SECONDS = 0.1  # after a page that was not full: events that come close together share a request and a transaction

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
BatchHandler = Callable[[Session, Sequence[ReceivedEvent]], None]


@dataclass(frozen=True, kw_only=True)
class Follower:
    """What a service does about another service's events, from the beginning of its feed.

    `handlers` are given one event each. A handler in `batch_handlers` is given all of its events that are applied in
    one transaction and have no other handler's between them, in their order: it can read and write for all at once.
    What it does must be the same as for one event after the other.

    A second follower of the same source needs a `name` of its own: its position is stored by that. A read model that
    comes later begins with one, so that it is filled in a database whose first follower is past the events.
    """

    source: str
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    batch_handlers: Mapping[str, BatchHandler] = field(default_factory=dict)
    name: str = ""

    def handle(self, session: Session, events: Sequence[ReceivedEvent]) -> None:
        """Give events to their handler: one, or any number where they have a batch handler."""
        batch_handler = self.batch_handlers.get(events[0].type)
        if batch_handler is not None:
            batch_handler(session, events)
            return
        (event,) = events
        self.handlers[event.type](session, event)

    def handles(self, kind: str) -> bool:
        return kind in self.handlers or kind in self.batch_handlers


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a follower is in a feed: the stored position, and the one it has reached since without any effect."""

    stored: str
    reached: str
    passed: int = 0  # events between the two


@dataclass(kw_only=True)
class FollowerLoop:
    """Runs one follower. Any number may run at the same time: the stored position decides whose effect counts."""

    follower: Follower
    peer: Peer
    database: Database
    _place: Place | None = None
    _fetched: int = 0
    _answered_at: float = float("-inf")

    @property
    def name(self) -> str:
        return self.follower.name or self.follower.source

    @property
    def _position(self) -> StoredPosition:
        return StoredPosition(self.database.tables, self.name)

    @property
    def _parked(self) -> ParkedEvents:
        return ParkedEvents(self.database.tables, self.name)

    def run(self, stop: Signal) -> None:
        """Follow until `stop` is set. Outlives every failure of the other side and of the database."""
        failed = partial(log_failure, name="follower", refused=0.5, failed=2.0, source=self.name)
        step = partial(self.follow_once, wait=WAIT_SECONDS, stop=stop)
        repeat(step, stop, pause=self._rest, failed=failed)

    def _rest(self) -> float:
        """The seconds until the next request: none behind a full page, or where nothing came for a while."""
        return 0.0 if self._fetched == PAGE else max(self._answered_at + REST_SECONDS - clock.monotonic(), 0.0)

    def follow_once(self, *, wait: float, stop: Signal | None = None) -> int:
        """Fetch a page and apply it. Returns how many events were fetched.

        Events without a handler move the position in memory only, until there are a page of them: to store it would
        cost a commit each. A process that starts again passes them again.
        """
        place, self._place = self._place or self._stored(), None  # forgotten where anything fails
        try:
            page = self.peer.events(after=place.reached, limit=PAGE, wait=wait)
        except EpochUnknown:
            self._move_position(previous=place.stored, to="")
            return 0
        self._fetched, self._answered_at = len(page.events), clock.monotonic()
        if not any(self.follower.handles(event["type"]) for event in page.events):
            self._place = self._pass(place, page)
            return len(page.events)
        if not self._apply_page(page.events, previous=place.stored, stop=stop):
            return 0
        self._place = Place(stored=page.events[-1]["position"], reached=page.events[-1]["position"])
        return len(page.events)

    def _pass(self, place: Place, page: EventsPage) -> Place | None:
        """The place behind a page that has no event with a handler. None where another process was first."""
        passed = place.passed + len(page.events)
        if place.stored and passed < PAGE:
            return Place(stored=place.stored, reached=page.position, passed=passed)
        if page.position != place.stored and not self._move_position(previous=place.stored, to=page.position):
            return None
        return Place(stored=page.position, reached=page.position)

    def _stored(self) -> Place:
        with self.database.read() as session:
            stored = self._position.read(session)
        return Place(stored=stored, reached=stored)

    def _apply_page(self, events: Sequence[RawEvent], *, previous: str, stop: Signal | None) -> bool:
        """Apply all events. False where it was stopped, or another process was first: fetch from its position then."""
        while events:
            if stop is not None and stop.is_set():
                return False
            applied = self._apply_batch(events, previous=previous)
            if applied == 0:
                return False
            previous, events = events[applied - 1]["position"], events[applied:]
        return True

    def _apply_batch(self, events: Sequence[RawEvent], *, previous: str) -> int:
        """Apply the first events, one by one where they fail together. Returns how many; 0 as `_commit` does."""
        try:
            return self._commit(events[:BATCH], previous=previous)
        except Exception as error:
            log.warning("events_applied_singly", source=self.name, position=previous, reason=_reason(error))
        for applied, event in enumerate(events[:BATCH]):
            if not self._apply(event, previous=previous):
                return applied
            previous = event["position"]
        return len(events[:BATCH])

    def _apply(self, event: RawEvent, *, previous: str) -> bool:
        """Apply one event, or park it. False where the position had moved already."""
        for pause in (*BACK_OFF_SECONDS, None):
            try:
                return self._commit([event], previous=previous) == 1
            except Unavailable:
                raise  # the event is not at fault: try again for as long as it takes
            except Exception as error:
                if pause is None:
                    return self._park(event, previous=previous, reason=_reason(error))
                Signal().wait(pause)
        raise AssertionError("unreachable")

    def _commit(self, events: Sequence[RawEvent], *, previous: str) -> int:
        """Handle the first events and move the position behind them, in one transaction.

        Returns how many were handled, at least one and as many as fit into BATCH_SECONDS; 0 where the position was
        not `previous`.
        """
        with self.database.write() as session:
            if not self._position.lock(session, previous):
                return 0
            done = self._take_effect(session, events)
            self._position.write(session, events[done - 1]["position"])
        return done

    def _take_effect(self, session: Session, events: Sequence[RawEvent]) -> int:
        """Handle the first events, and park those behind parked ones. Returns how many of all are done then."""
        parked = self._parked.list_subjects(session, events)
        mine = [(n, event) for n, event in enumerate(events, start=1) if self.follower.handles(event["type"])]
        free = [(n, ReceivedEvent.model_validate(event)) for n, event in mine if event["subject"] not in parked]
        done = self._handle_runs(session, free) or len(events)
        for n, event in mine:
            if n <= done and event["subject"] in parked:
                self._parked.add(session, event, reason="behind-parked")
        return done

    def _handle_runs(self, session: Session, numbered: Sequence[tuple[int, ReceivedEvent]]) -> int:
        """Give the events to their handlers. Returns the number of the last one that there was time for, 0 for all."""
        until, people = clock.monotonic() + BATCH_SECONDS, self._people(session, [event for _, event in numbered])
        for run in self._runs(numbered):
            self._handle(session, [event for _, event in run], people)
            if run[0][1].type == PERSON_JOINED:  # counts for the events behind it
                people = self._people(session, [event for _, event in numbered])
            if clock.monotonic() >= until:
                return run[-1][0]
        return 0

    def _runs(self, numbered: Sequence[tuple[int, ReceivedEvent]]) -> Iterator[list[tuple[int, ReceivedEvent]]]:
        """The events of one batch handler at once, each other alone."""
        batch_handlers = self.follower.batch_handlers
        for batch_handler, run in groupby(numbered, key=lambda one: batch_handlers.get(one[1].type)):
            if batch_handler is None:
                yield from ([one] for one in run)
            else:
                yield list(run)

    def _handle(self, session: Session, events: Sequence[ReceivedEvent], people: Mapping[str, str]) -> None:
        """Give events to their handler, with the people by the accounts that they have now."""
        for event in events:
            if event.type == PERSON_JOINED:
                note_join(session, self.database.tables, event.data.persons)
            else:
                event.data.persons = [people[person] for person in event.data.persons]
        with context.acting(context.Actor(cause=f"event {self.follower.source} {events[-1].type} {events[-1].id}")):
            self.follower.handle(session, events)

    def _people(self, session: Session, events: Sequence[ReceivedEvent]) -> Mapping[str, str]:
        """The people of the events, each with the account that they have now."""
        persons = sorted({person for event in events for person in event.data.persons})
        return dict(zip(persons, current_people(session, self.database.tables, persons), strict=True))

    def _move_position(self, *, previous: str, to: str) -> bool:
        """Move the position without an event. False where another process was first."""
        with self.database.write() as session:
            if not self._position.lock(session, previous):
                return False
            self._position.write(session, to)
        return True

    def _park(self, event: RawEvent, *, previous: str, reason: str) -> bool:
        log.error("event_parked", source=self.name, type=event["type"], position=event["position"], reason=reason)
        with self.database.write() as session:
            if not self._position.lock(session, previous):
                return False
            self._parked.add(session, event, reason=reason)
            self._position.write(session, event["position"])
        return True

    def replay_parked(self) -> int:
        """Handle the parked events in their order, once their cause is mended. Returns how many took effect."""
        replayed = 0
        while (row := self._next_parked()) is not None:
            with self.database.write() as session:
                if not self._parked.take(session, row):
                    continue
                event = ReceivedEvent.model_validate(row.event)
                self._handle(session, [event], self._people(session, [event]))
            replayed += 1
        return replayed

    def _next_parked(self) -> Row[Any] | None:
        with self.database.read() as session:
            return self._parked.find_first(session)


def _reason(error: Exception) -> str:
    """The kind of failure; its message could carry personal data."""
    return error.code if isinstance(error, ServiceError) else type(error).__name__
