"""Follows the state feeds of pool and needs into the index, a thread each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

import structlog

from services.kit import context
from services.kit.errors import EpochUnknown, ServiceError
from services.kit.loop import Loop
from services.kit.peer import Peer
from services.kit.web import Siblings
from services.matching.engine.index import Index, Mirror
from services.matching.peers import fetch_states

PAGE = 500
WAIT_SECONDS = 10
PAUSE_SECONDS = 0.5  # before a sibling that does not answer is asked again

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class StateFollower:
    """Keeps one mirror at the head of one feed. A mirror has one of these only."""

    mirror: Mirror[Any]
    peer: Peer
    path: str

    def run(self, stop: Event) -> None:
        """Follow until told to stop. Outlives every failure of the other side."""
        while not stop.is_set():
            context.begin(context.RequestContext())
            try:
                self.follow_once(wait=WAIT_SECONDS)
            except ServiceError as error:
                log.info("state_follower_waits", source=self.mirror.source, reason=error.code)
                stop.wait(PAUSE_SECONDS)
            except Exception as error:  # a thread that dies would silently stop following
                log.error("state_follower_failed", source=self.mirror.source, reason=type(error).__name__)
                stop.wait(PAUSE_SECONDS)

    def follow_once(self, *, wait: float = 0) -> int:
        """Fetch a page and apply it, without waiting until the head was reached once. Returns how many it had."""
        view = self.mirror.view
        try:
            page = fetch_states(
                self.peer, self.path, after=view.position, limit=PAGE, wait=wait if view.complete else 0
            )
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
    """Begin from what was kept, then follow each feed in a thread of its own until told to stop."""

    def run(stop: Event) -> None:
        restore()
        threads = [Thread(target=follower.run, args=(stop,), daemon=True) for follower in followers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return run
