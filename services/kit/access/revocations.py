"""Revoked tokens: those that lost their ground before they expired, by auth's event feed, kept in memory.

Only events within the life of a token matter, so each process begins there and keeps little. A token can be accepted
without asking auth only while the process has auth's recent events.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from threading import Event as Signal
from typing import Protocol

from services.kit import clock
from services.kit.access.tokens import LEEWAY_SECONDS, LONGEST_LIFE_SECONDS, Claims
from services.kit.calls.peer import EventsPage
from services.kit.data.database import Database
from services.kit.errors import EpochUnknown, PeerUnavailable, Unauthenticated
from services.kit.events.feed import events_page
from services.kit.events.follower import ReceivedEvent
from services.kit.loop import log_failure, repeat

WAIT_SECONDS = 2.5  # an empty page after so long means that nothing happened until now
RECENT_SECONDS = 4.0  # a change has to be obeyed within five
OWN_SECONDS = 0.3  # after a commit of its own auth looks into its feed; what is committed meanwhile is seen too
OTHERS_SECONDS = 1.0  # how often it looks for what another process of it committed
MARGIN_SECONDS = 1  # the clocks of auth's processes differ a little, and a commit takes time
REMEMBERED_SECONDS = LONGEST_LIFE_SECONDS + LEEWAY_SECONDS + 60
PAGE = 1000


class Feed(Protocol):
    """auth's events: over HTTP, or for auth itself from its database."""

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:
        """A page of them. Raises EpochUnknown, Unavailable."""


class OwnFeed:
    """auth's own events, read from its database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._committed = Signal()
        database.after_commit.append(self._committed.set)

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:
        if wait > 0 and self._committed.wait(min(wait, OTHERS_SECONDS)):
            Signal().wait(OWN_SECONDS)
        self._committed.clear()
        page = events_page(self._database, after, limit=limit, source="/auth", orgnr=None)
        return EventsPage(events=page.items, position=page.position)


class EmptyFeed:
    """A feed on which nothing ever happens, for tests that stand in for auth."""

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:  # noqa: ARG002 -- the signature of Feed
        Signal().wait(wait)
        return EventsPage(events=[], position="none.0")


def _membership(event: ReceivedEvent) -> str:
    return f"member {event.data.persons[0]} {event.data.orgs[0]}"


def _client(event: ReceivedEvent) -> str:
    return f"client {event.data.codes['client_id']}"


# the tokens that each of these events revokes: those issued until then that name this
REVOKING: Mapping[str, Callable[[ReceivedEvent], str]] = {
    "membership.ended": _membership,
    "person.disabled": lambda event: f"person {event.data.persons[0]}",
    "person.joined": lambda event: f"person {event.data.persons[1]}",  # the account that ended
    "client.removed": _client,
    "client.tokens_ended": _client,  # a key or secret of it has leaked
    "session.ended": lambda event: f"session {event.subject}",
    "organisation.succeeded": lambda event: f"body {event.subject}",
    "key.revoked": lambda event: f"key {event.subject}",
}
# the roles that remain after this event: a token issued until then may not claim others
REDUCING: Mapping[str, Callable[[ReceivedEvent], str]] = {"membership.granted": _membership}


class Revocations:
    """The tokens this process knows to be revoked. Requests read it, one thread writes it."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._position: str | None = None
        self._ended: Mapping[str, int] = {}
        self._left: Mapping[str, tuple[int, frozenset[str]]] = {}
        self.seen_at = float("-inf")  # on the monotonic clock: all events until then are known here

    @classmethod
    def nothing_revoked(cls) -> "Revocations":
        """For tests that stand in for auth: nothing is revoked, up to now and for ever."""
        revocations = cls(EmptyFeed())
        revocations.seen_at = float("inf")
        return revocations

    @property
    def known(self) -> bool:
        """Whether auth's events were read here once."""
        return self.seen_at > float("-inf")

    @property
    def fresh(self) -> bool:
        """Whether auth's events of the last few seconds are known here."""
        return clock.monotonic() - self.seen_at <= RECENT_SECONDS

    def refuse_revoked(self, claims: Claims, kid: str) -> None:
        """Raises Unauthenticated for a token whose person, role, client, session, body or key has ended."""
        for key in _named_in(claims, kid):
            if claims.iat <= self._ended.get(key, -1):
                raise Unauthenticated()
            until, roles = self._left.get(key, (-1, frozenset()))
            if claims.iat <= until and not roles.issuperset(claims.roles):
                raise Unauthenticated()

    def require_fresh(self) -> None:
        """Raises PeerUnavailable while auth's last few seconds are not known here: somebody may have lost a role."""
        if not self.fresh:
            raise PeerUnavailable(peer="auth")

    def run(self, stop: Signal) -> None:
        """Follow until `stop` is set. Outlives every failure of the other side."""
        repeat(self._follow, stop, failed=self._failed)

    def _follow(self) -> None:
        self.follow_once(wait=WAIT_SECONDS if self.known else 0)

    def _failed(self, error: Exception) -> float:
        """An event that cannot be read may be about anybody: decisions wait until it can."""
        return log_failure(error, name="standing", refused=0.5 if self.known else 0.2, failed=2.0)

    def follow_once(self, *, wait: float = 0) -> None:
        """Read one page of events, waiting for it where there is nothing new."""
        try:
            after = self._position if self._position is not None else self._beginning()
            page = self._feed.events(after=after, limit=PAGE, wait=wait)
        except EpochUnknown:
            self._position = None
            return
        found = [
            ReceivedEvent.model_validate(event) for event in page.events if event["type"] in {*REVOKING, *REDUCING}
        ]
        if found:
            self._take(found)
        self._position = page.position
        if len(page.events) < PAGE:
            self.seen_at = clock.monotonic()

    def _beginning(self) -> str:
        """A position before everything that can matter to a token alive now."""
        epoch, _, number = self._feed.events(after="now", limit=1, wait=0).position.partition(".")
        oldest, n = _now() - REMEMBERED_SECONDS, int(number)
        while n > 0:
            n = max(n - PAGE, 0)
            first = self._feed.events(after=f"{epoch}.{n}", limit=1, wait=0).events[0]
            if datetime.fromisoformat(first["time"]).timestamp() < oldest:
                break
        return f"{epoch}.{n}"

    def _take(self, events: list[ReceivedEvent]) -> None:
        ended, left = dict(self._ended), dict(self._left)
        for event in events:
            until = int(datetime.fromisoformat(event.time).timestamp()) + MARGIN_SECONDS
            if event.type == "key.revoked":  # a thief goes on signing, until no process has the key any more
                until += REMEMBERED_SECONDS
            if event.type in REVOKING:
                ended[REVOKING[event.type](event)] = until
            else:
                left[REDUCING[event.type](event)] = until, frozenset(event.data.codes["roles"])
        oldest = _now() - REMEMBERED_SECONDS
        self._ended = {key: until for key, until in ended.items() if until > oldest}
        self._left = {key: (until, roles) for key, (until, roles) in left.items() if until > oldest}


def _now() -> float:
    return clock.now().timestamp()


def _named_in(claims: Claims, kid: str) -> Iterator[str]:
    yield f"client {claims.client_id}"
    yield f"key {kid}"
    yield f"body {claims.org}"
    if claims.sid is not None:
        yield f"session {claims.sid}"
    if claims.person:
        yield f"person {claims.sub}"
        yield f"member {claims.sub} {claims.org}"
