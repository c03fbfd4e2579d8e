"""Sends each stream its person's state when it changes: one look at the database serves all streams of the process."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b

from services.kit.data.database import Database
from services.kit.data.feed_heads import Heads
from services.kit.data.pagination import PageRequest
from services.kit.data.snapshot import Snapshot
from services.kit.errors import Busy, ServiceError
from services.kit.events.bell import Bell, News
from services.kit.events.feed import FeedPage
from services.kit.lists import Order
from services.notify.inbox.domain import WantedMessages
from services.notify.inbox.repository import ShownInbox
from services.notify.stream.domain import (
    HEARTBEAT_SECONDS,
    LOOK_SECONDS,
    MOST_IN_ALL,
    MOST_SHOWN,
    MOST_STREAMS,
    RETRY_MILLISECONDS,
    EndReason,
    Marks,
    written,
)
from services.notify.stream.repository import marks_of
from services.notify.stream.schemas import StreamedMessage, StreamedTask, StreamState
from services.notify.tasks.domain import WantedTasks
from services.notify.tasks.service import list_tasks

_NEWEST = PageRequest(limit=MOST_SHOWN, after=None, counted=True)
_NO_HEADS = Heads(epoch="", events=0, states=0)


@dataclass(frozen=True, kw_only=True)
class Listener:
    """Whose stream it is. `ended` says why it ends now, and `in_turn` runs a read with a place of the caller's."""

    person_id: str
    audiences: Set[str]
    ended: Callable[[], EndReason | None]
    in_turn: Callable[[Callable[[], FeedPage]], Awaitable[FeedPage]]

    @property
    def key(self) -> str:
        """What it is woken by: one person may act for two bodies."""
        return " ".join([self.person_id, *sorted(self.audiences)])


class Streams:
    """The streams of this process, and the bell that wakes them."""

    def __init__(self, database: Database, *, stamp: Callable[[], int | None]) -> None:
        self._database = database
        self._open: Counter[str] = Counter()
        self._listeners: Counter[Listener] = Counter()
        self._marks: dict[str, tuple[object, ...]] = {}
        self._bell = Bell(self._look, stamp=stamp)
        database.after_commit.append(self._bell.ring)

    @contextmanager
    def place(self, person_id: str, *, refuse: Callable[[int], ServiceError]) -> Iterator[None]:
        """Count a stream while it is open. Raises what `refuse` makes beyond a few of one person, Busy beyond many."""
        if self._open[person_id] >= MOST_STREAMS:
            raise refuse(MOST_STREAMS)
        if self._open.total() >= MOST_IN_ALL:
            raise Busy()
        self._open[person_id] += 1
        try:
            yield
        finally:
            self._open -= Counter([person_id])  # which forgets who has none

    async def events(self, listener: Listener, *, last: str) -> AsyncIterator[str]:
        """The stream: the state where it is not the one of `last`, then each later one; a comment when nothing is new.

        Waits without a connection to the database.
        """
        yield f"retry: {RETRY_MILLISECONDS}\n\n"
        self._listeners[listener] += 1
        try:
            while (page := await self._next(listener, last)) is not None:
                last = page.position
                yield "".join(written("state", item["state"], event_id=last) for item in page.items) or ": here\n\n"
            yield written("end", f'{{"reason":"{listener.ended() or EndReason.SERVICE_STOPS}"}}')
        finally:
            self._listeners -= Counter([listener])

    async def _next(self, listener: Listener, last: str) -> FeedPage | None:
        """What is new, or an empty page after a while. None where the stream has to end."""

        async def fetch(after: str) -> FeedPage:
            return await listener.in_turn(lambda: self._page(listener, after))

        waits = asyncio.ensure_future(
            self._bell.first_page(fetch, topic=listener.key, after=last, wait=HEARTBEAT_SECONDS)
        )
        try:
            while listener.ended() is None:
                done, _ = await asyncio.wait({waits}, timeout=LOOK_SECONDS)
                if done:
                    return await _answer(waits, last) if listener.ended() is None else None
            return None
        finally:
            waits.cancel()
            with suppress(asyncio.CancelledError, ServiceError):
                await waits

    def _page(self, listener: Listener, after: str) -> FeedPage:
        with self._database.snapshot() as snapshot:
            state = state_of(snapshot, listener).model_dump_json()
        position = blake2b(state.encode(), digest_size=8).hexdigest()
        return FeedPage(items=[] if position == after else [{"state": state}], position=position, head=0)

    def _look(self, seen: Heads | None) -> News:
        """What has changed since the last look, for all who listen."""
        listeners = list(self._listeners)
        people = {listener.person_id for listener in listeners}
        audiences = {audience for listener in listeners for audience in listener.audiences}
        with self._database.read() as session:
            marks: Marks = marks_of(session, people, audiences)
        now = {listener.key: marks.of(listener.person_id, listener.audiences) for listener in listeners}
        changed = frozenset(key for key, mark in now.items() if self._marks.get(key) != mark)
        self._marks = now
        return News(heads=_NO_HEADS, topics=None if seen is None else changed)


async def _answer(waits: "asyncio.Future[FeedPage]", last: str) -> FeedPage:
    """What the wait found. Where the database was busy or refused, nothing is new, and it is left alone for a while."""
    try:
        return waits.result()
    except ServiceError:
        await asyncio.sleep(LOOK_SECONDS)
        return FeedPage(items=[], position=last, head=0)


def state_of(snapshot: Snapshot, listener: Listener) -> StreamState:
    """What of the lists of messages and tasks is shown in a stream."""
    unread = ShownInbox(snapshot).list_of(listener.person_id, WantedMessages(unread=True), paging=_NEWEST)
    tasks = list_tasks(
        snapshot, listener.person_id, listener.audiences, WantedTasks(order=Order.NEWEST), paging=_NEWEST
    )
    return StreamState(
        unread=unread.total,
        messages=[StreamedMessage.model_validate(message) for message in unread.items],
        open_tasks=tasks.total,
        tasks=[StreamedTask.model_validate(task) for task, _ in tasks.items],
    )
