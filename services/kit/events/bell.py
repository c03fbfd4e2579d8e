"""Wakes the long polls of the feeds: one look at the database serves all that wait in this process."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.feed_heads import Heads, feed_heads
from services.kit.events.feed import FeedPage

POLL_SECONDS = 0.5  # how soon another process's commit is noticed; this process's own rings the bell at once
MAX_WAIT_SECONDS = 25  # below the 30 s after which common proxies give up

EVENTS, STATES = "events", "states"  # topics beside the numbers of bodies: every event, every state

log = structlog.get_logger()

Fetch = Callable[[str], Awaitable[FeedPage]]


@dataclass(frozen=True, kw_only=True)
class News:
    """What a look found: where the feeds end now, and the topics with something new. None: look for yourself."""

    heads: Heads | None
    topics: frozenset[str] | None


def news_since(database: Database, seen: Heads | None) -> News:
    """What is new since the heads that were seen last. One row, and a short read where there are new events."""
    heads = feed_heads(database)
    if seen is None or seen.epoch != heads.epoch:
        return News(heads=heads, topics=None)
    topics = {STATES} if heads.states != seen.states else set()
    if heads.events != seen.events:
        orgs = database.tables.outbox_orgs
        with database.read() as session:
            topics |= {EVENTS, *session.scalars(select(orgs.c.orgnr).where(orgs.c.n > seen.events).distinct())}
    return News(heads=heads, topics=frozenset(topics))


class Bell:
    """Wakes the long polls of this process after a commit, of whatever process, and before this one stops.

    One task for each event loop looks for all of its polls, and only while there are any: a poll that waits costs
    its socket. It does not look where `stamp` is what it was: then nobody has committed anything.
    """

    def __init__(self, news: Callable[[Heads | None], News], *, stamp: Callable[[], int | None] = lambda: None) -> None:
        self._news, self._stamp = news, stamp
        self._watches: dict[asyncio.AbstractEventLoop, _Watch] = {}
        self.silenced = False

    def ring(self) -> None:
        """Look now: this process has committed something."""
        self._call(lambda watch: watch.rung.set())

    def silence(self) -> None:
        """End every poll now, so that the process can stop."""
        self.silenced = True
        self._call(lambda watch: watch.wake(None))

    def _call(self, act: "Callable[[_Watch], None]") -> None:
        for loop, watch in list(self._watches.items()):
            if not loop.is_closed():
                loop.call_soon_threadsafe(act, watch)

    async def first_page(self, fetch: Fetch, *, topic: str, after: str, wait: float) -> FeedPage:
        """The page `fetch` finds after a position, as soon as it has items, or the empty one after `wait` seconds.

        It fetches again only when there is something new on its topic. Each fetch begins where the one before ended,
        so that "now" is the moment of the request.
        """
        if wait <= 0:
            return await fetch(after)
        ends = clock.monotonic() + wait
        with self._waiter(topic) as waiter:
            while True:
                waiter.clear()
                page = await fetch(after)
                after = page.position
                if page.items or self.silenced or not await _set(waiter, seconds=ends - clock.monotonic()):
                    return page

    @contextmanager
    def _waiter(self, topic: str) -> Iterator[asyncio.Event]:
        loop, waiter = asyncio.get_running_loop(), asyncio.Event()
        watch = self._watches.get(loop)
        if watch is None:
            watch = self._watches[loop] = _Watch()
            watch.task = loop.create_task(self._look(watch))
        watch.waiters[waiter] = topic
        try:
            yield waiter
        finally:
            del watch.waiters[waiter]
            if not watch.waiters:
                del self._watches[loop]
                watch.stop()

    async def _look(self, watch: "_Watch") -> None:
        """Wake those with something new on their topic, until nobody waits. The first look wakes all.

        Whatever was committed before it may have been missed by who fetched earlier.
        """
        seen: Heads | None = None
        looked_at: int | None = None
        while True:
            watch.rung.clear()
            stamp = self._stamp()  # before the look: what is committed after it changes the next one
            if stamp is None or stamp != looked_at or seen is None:
                news = await self._found(seen)
                seen, looked_at = news.heads, stamp
                watch.wake(news.topics)
            await _set(watch.rung, seconds=POLL_SECONDS)

    async def _found(self, seen: Heads | None) -> News:
        try:
            return await run_in_threadpool(self._news, seen)
        except Exception as error:  # whatever it is, each poll finds it too, and answers with it
            log.warning("look_failed", reason=type(error).__name__)
            return News(heads=None, topics=None)


@dataclass(eq=False)
class _Watch:
    """The polls of one event loop, the task that looks for them, and what makes it look at once."""

    rung: asyncio.Event = field(default_factory=asyncio.Event)
    waiters: dict[asyncio.Event, str] = field(default_factory=dict)
    task: asyncio.Task[None] | None = None

    def wake(self, topics: frozenset[str] | None) -> None:
        for waiter, topic in self.waiters.items():
            if topics is None or topic in topics:
                waiter.set()

    def stop(self) -> None:
        if self.task is not None:
            self.task.cancel()


async def _set(event: asyncio.Event, *, seconds: float) -> bool:
    """Whether the event was set within so many seconds."""
    try:
        await asyncio.wait_for(event.wait(), timeout=max(seconds, 0))
    except TimeoutError:
        return False
    return True
