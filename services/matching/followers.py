"""Follows the state feeds of pool and needs into the index, each in a thread of its own, and auth's events."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread
from typing import Any

import structlog
from sqlalchemy.orm import Session

from services.kit.calls.peer import Peer
from services.kit.calls.siblings import Siblings
from services.kit.errors import EpochUnknown
from services.kit.events.follower import Follower, ReceivedEvent
from services.kit.loop import Loop, log_failure, repeat
from services.matching.engine.index import Index, Mirror
from services.matching.peers import fetch_states
from services.matching.plans.repository import Plans
from services.matching.suggestions.repository import Suggestions

PAGE = 500
WAIT_SECONDS = 20
PAUSE_SECONDS = 0.5  # before the next request to a sibling that does not answer

log = structlog.get_logger()


def join_people(session: Session, ended: str, stays: str) -> None:
    """Give the person the suggestions and plans of the account that ended. Safe to repeat."""
    Suggestions(session).pass_on(ended, stays)
    Plans(session).pass_on(ended, stays)


def join_accounts(session: Session, event: ReceivedEvent) -> None:
    """Two accounts were one person's. Pool publishes their profile anew."""
    stays, ended = event.data.persons
    join_people(session, ended, stays)


def succeed_organisation(session: Session, event: ReceivedEvent) -> None:
    """Another body has taken this one's place, and reads its plans."""
    Plans(session).move_to_body(event.subject, event.data.codes["successor"])


FOLLOWERS = [
    Follower(source="auth", handlers={"person.joined": join_accounts, "organisation.succeeded": succeed_organisation})
]


@contextmanager
def without_collector() -> Iterator[None]:
    """Collect no garbage for the time of a page.

    A page makes some 10,000 objects that stay, and the collector walked all others in search of garbage again and
    again: two fifths of the time that the first 100,000 states took.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, kw_only=True)
class StateFollower:
    """Follows one feed into one mirror. A mirror has exactly one follower."""

    mirror: Mirror[Any]
    peer: Peer
    path: str

    def run(self, stop: Event) -> None:
        """Follow until `stop` is set. No failure of the sibling ends it."""
        repeat(partial(self.follow_once, wait=WAIT_SECONDS), stop, failed=self._failed)

    def _failed(self, error: Exception) -> float:
        source = self.mirror.source
        return log_failure(error, name="state_follower", refused=PAUSE_SECONDS, failed=PAUSE_SECONDS, source=source)

    def follow_once(self, *, wait: float = 0) -> int:
        """Fetch one page and apply it. Returns how many states it had. It never waits before the head was reached."""
        if self.mirror.view.complete:
            return self._follow(wait)
        with without_collector():
            return self._follow(0)

    def _follow(self, wait: float) -> int:
        view = self.mirror.view
        try:
            page = fetch_states(self.peer, self.path, after=view.position, limit=PAGE, wait=wait)
        except EpochUnknown:
            log.warning("state_feed_began_anew", source=self.mirror.source)
            self.mirror.reset()
            return 0
        if self.mirror.goes_backwards(page.position, page.head):
            log.warning("state_feed_went_backwards", source=self.mirror.source)
            self.mirror.reset()
            return 0
        items = [(item.id, item.state) for item in page.items]
        unreadable = self.mirror.apply(items, position=page.position, head=page.head)
        if unreadable:
            log.error("states_unreadable", source=self.mirror.source, count=unreadable, position=page.position)
        return len(items)


def state_followers(index: Index, siblings: Siblings) -> list[StateFollower]:
    return [
        StateFollower(mirror=index.experts, peer=siblings.peer("pool"), path="/v1/match-profiles"),
        StateFollower(mirror=index.needs, peer=siblings.peer("needs"), path="/v1/match-needs"),
    ]


def following(restore: Callable[[], None], followers: Sequence[StateFollower]) -> Loop:
    """A loop that restores the saved index, then follows each feed in a thread of its own until it is stopped."""

    def run(stop: Event) -> None:
        restore()
        threads = [Thread(target=follower.run, args=(stop,), daemon=True) for follower in followers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return run
