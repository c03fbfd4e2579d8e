"""Shares the places of a process among its callers: in turns, a few places each, and within a budget of work."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import ceil

from services.kit import clock
from services.kit.errors import Busy, ServiceError, TooManyRequests

QUEUE_SECONDS = 1.0  # then the request is refused, so that the accepted ones stay quick
LOGIN_QUEUE_SECONDS = 5.0  # colleagues behind one address log in together, and a password takes its time
MOST_PLACES = 3  # of one caller while no other asks, and never more than half of all
SAME_SECONDS = 10  # who has asked within so long shares the places
BUDGET_SECONDS = 60  # work of one caller in a minute: requests one after another never exceed it
REFILL_SECONDS = 60
MOST_REMEMBERED = 10_000  # callers whose work is remembered, before those who may do all again are forgotten

MOST_POLLS = 4  # of one caller, that wait for news
POLL_QUEUE_SECONDS = 5.0  # before a further one is refused: a caller that repeats at once is slowed down
RETRY_POLL_SECONDS = 10

BUDGET = f'"work";q={BUDGET_SECONDS};w={REFILL_SECONDS};qu="work-seconds"'


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Whom a request is counted for. A sibling service asks for many people: it has no budget, and all places."""

    name: str
    sibling: bool = False
    queue_seconds: float = QUEUE_SECONDS  # how long a request waits for its turn


@dataclass
class Work:
    """How long each caller's requests have worked: seconds, of which a part is forgotten in each second."""

    _spent: dict[str, tuple[float, float]] = field(default_factory=dict)  # seconds, and when they were counted

    def add(self, name: str, seconds: float) -> None:
        if len(self._spent) >= MOST_REMEMBERED:
            self._spent = {one: spent for one, spent in self._spent.items() if self._now(one) > 0}
        self._spent[name] = self._now(name) + seconds, clock.monotonic()

    def over_budget(self, name: str) -> float:
        """Seconds until the caller may ask again; 0 within its budget."""
        return max(self._now(name) - BUDGET_SECONDS, 0) * REFILL_SECONDS / BUDGET_SECONDS

    def _now(self, name: str) -> float:
        spent, at = self._spent.get(name, (0.0, 0.0))
        passed = max(clock.monotonic() - at, 0)  # a test that stopped the clock may have set it back
        return max(spent - passed * BUDGET_SECONDS / REFILL_SECONDS, 0)


@dataclass
class _Queue:
    """The requests of one caller that wait for a place."""

    asker: Asker
    turns: deque[asyncio.Future[None]] = field(default_factory=deque)

    def longest_waiting(self) -> asyncio.Future[None] | None:
        while self.turns:
            turn = self.turns.popleft()
            if not turn.done():  # it has not given up
                return turn
        return None


@dataclass
class Turns:
    """The places of one process. Each caller has a queue of its own, and the queues take turns.

    All methods belong to the event loop; `limit` is how many requests run at the same time.
    """

    limit: int
    _working: Counter[str] = field(default_factory=Counter)
    _queues: OrderedDict[str, _Queue] = field(default_factory=OrderedDict)
    _asked: OrderedDict[str, float] = field(default_factory=OrderedDict)  # the latest last
    _work: Work = field(default_factory=Work)
    _polls: Counter[str] = field(default_factory=Counter)

    @asynccontextmanager
    async def poll(self, asker: Asker, *, wait: float) -> AsyncIterator[None]:
        """Count a request that waits for news, for up to so many seconds. Raises TooManyRequests beyond a few.

        Siblings are never refused: each of their processes follows.
        """
        if not asker.sibling and self._polls[asker.name] >= MOST_POLLS:
            await asyncio.sleep(min(wait, POLL_QUEUE_SECONDS))
            raise too_many_at_once(MOST_POLLS, of="polls", seconds=RETRY_POLL_SECONDS)
        self._polls[asker.name] += 1
        try:
            yield
        finally:
            self._polls -= Counter([asker.name])  # which forgets who has none

    @asynccontextmanager
    async def place(self, asker: Asker) -> AsyncIterator[None]:
        """Hold a place for the block, without asking others to share. Raises as `take`."""
        began = await self._taken(asker)
        try:
            yield
        finally:
            self.give_back(asker, began)

    async def take(self, asker: Asker) -> float:
        """Wait for a place, for a second at most. Returns when it was taken, for `give_back`.

        Raises TooManyRequests where the caller's own requests are in the way, Busy where all others' are. Both come
        after the second: a caller that repeats at once, whatever it is answered, is slowed down by it.
        """
        self._remember(asker.name)
        return await self._taken(asker)

    async def _taken(self, asker: Asker) -> float:
        spent = 0.0 if asker.sibling else self._work.over_budget(asker.name)
        if spent > 0:
            await asyncio.sleep(QUEUE_SECONDS)
            raise over_budget(seconds=ceil(spent))
        if not self._queues and self._free_for(asker):  # nobody waits: the turn would come at once
            self._working[asker.name] += 1
            return clock.monotonic()
        turn = asyncio.get_running_loop().create_future()
        self._queues.setdefault(asker.name, _Queue(asker)).turns.append(turn)
        self._hand_on()
        if not turn.done():
            await self._wait(turn, asker)
        return clock.monotonic()

    def give_back(self, asker: Asker, began: float) -> None:
        """Give back a place that was taken at `began`, and hand it to whose turn it is."""
        if not asker.sibling:
            self._work.add(asker.name, clock.monotonic() - began)
        self._leave(asker.name)

    def _remember(self, name: str) -> None:
        now = clock.monotonic()
        self._asked[name] = now
        self._asked.move_to_end(name)
        while now - next(iter(self._asked.values())) > SAME_SECONDS:
            self._asked.popitem(last=False)

    def _most_of(self, asker: Asker) -> int:
        """How many places a caller may have: alone three, and one as soon as others have asked.

        All threads of a process share one processor: beside three requests that compute, a fourth takes four times
        as long, and beside one only twice.
        """
        if asker.sibling:
            return self.limit
        return max(min(MOST_PLACES, self.limit // 2) // max(len(self._asked), 1), 1)

    def _free_for(self, asker: Asker) -> bool:
        return self._working.total() < self.limit and self._working[asker.name] < self._most_of(asker)

    async def _wait(self, turn: asyncio.Future[None], asker: Asker) -> None:
        try:
            async with asyncio.timeout(asker.queue_seconds):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():  # the turn came in the same moment
                self._leave(asker.name)
            if isinstance(error, TimeoutError):
                raise self._refusal_of(asker) from None
            raise

    def _refusal_of(self, asker: Asker) -> ServiceError:
        most = self._most_of(asker)
        return too_many_at_once(most) if self._working[asker.name] >= most else Busy()

    def _leave(self, name: str) -> None:
        self._working[name] -= 1
        if self._working[name] <= 0:  # who has no place is forgotten
            del self._working[name]
        self._hand_on()

    def _hand_on(self) -> None:
        """Hand a free place to the first queue whose caller may have one more. That queue is the last one then."""
        for name, queue in list(self._queues.items()):
            if self._free_for(queue.asker) and self._admitted_from(name, queue):
                return

    def _admitted_from(self, name: str, queue: _Queue) -> bool:
        """Admit the request that has waited longest. False where all of the queue have given up."""
        turn = queue.longest_waiting()
        if turn is not None:
            self._working[name] += 1
            turn.set_result(None)
        self._queues.move_to_end(name)
        if not queue.turns:
            del self._queues[name]
        return turn is not None


def over_budget(*, seconds: int) -> TooManyRequests:
    return TooManyRequests(seconds=seconds, policy=BUDGET, limit=f'"work";r=0;t={seconds}')


def too_many_at_once(most: int, *, of: str = "places", seconds: int = 2) -> TooManyRequests:
    """The refusal of a caller that has `most` requests at work, or polls waiting, already."""
    policy = f'"{of}";q={most};qu="concurrent-requests"'
    return TooManyRequests(seconds=seconds, policy=policy, limit=f'"{of}";r=0;t={seconds}')
