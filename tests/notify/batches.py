"""Feeds of a mix of events as notify follows them, and all that stands in its tables afterwards."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from services.kit.calls.peer import EventsPage
from services.kit.data.database import Database
from services.kit.events.follower import FollowerLoop, ReceivedEvent
from services.notify.followers import SOURCES, followers
from services.notify.reactions.domain import RULES
from services.notify.settings import NotifySettings
from services.notify.tables import Table
from tests.notify.factories import ROLES, Story, an_event
from tests.support.callers import BAERUM, HUSBANKEN, TOLL

OLD_BODY = "974761076"  # TOLL takes its place
MIX, AT_ONCE = 200, 60  # events; how many are emitted before any is followed
BOUNDS = NotifySettings(mails_from_one=3, mails_about_pair=2)
ANSWER_BY = {"answer_by": "2026-12-01T10:00:00+00:00", "terms_version": 1}
CODES: Mapping[str, Mapping[str, Any]] = {
    "candidacy.invited": ANSWER_BY,
    "candidacy.offered": ANSWER_BY,
    "placement.decided": {"party": "home", "decision": "approve", "terms_version": 1},
    "placement.terms_changed": {"terms_version": 2},
    "amendment.proposed": {"decided": ["host"], "kind": "extension", "terms_version": 2},
    "amendment.approved": {"party": "home", "decision": "approve", "terms_version": 2},
    "placement.doubted": {"doubt": "home_left", "settle_by": "2027-01-03"},
}
OWN_IDS = {"id", "message_id"}  # each run makes its own


class Feed:
    """A sibling's feed, in place of a peer."""

    def __init__(self) -> None:
        self._events: list[dict[str, Any]] = []

    def emit(self, event: ReceivedEvent) -> None:
        self._events.append({**event.model_dump(), "position": f"e.{len(self._events) + 1}"})

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:
        start = int(after.partition(".")[2] or 0)
        page = self._events[start : start + limit]
        return EventsPage(events=page, position=page[-1]["position"] if page else after or "e.0")


def follow(database: Database, events: Sequence[ReceivedEvent]) -> None:
    """Follow the events as they come: some are emitted, then each feed is followed to its end, auth's first."""
    following = sorted(followers(BOUNDS), key=lambda follower: follower.source)
    feeds = {follower.source: Feed() for follower in following}
    loops = [FollowerLoop(follower=one, peer=feeds[one.source], database=database) for one in following]  # type: ignore[arg-type]  # no peer
    for first in range(0, len(events), AT_ONCE):
        for event in events[first : first + AT_ONCE]:
            feeds[source_of(event)].emit(event)
        for loop in loops:
            while loop.follow_once(wait=0):
                pass


def source_of(event: ReceivedEvent) -> str:
    return SOURCES.get(event.type.partition(".")[0], "auth")


def mix(*, until: datetime) -> list[ReceivedEvent]:
    """Events of all kinds about a few people, stays and bodies, some repeated: the same ones whenever it is asked."""
    chance = Random(11)
    stories = [Story(home=home, employee=f"employee-{n}") for n, home in enumerate([BAERUM, BAERUM, OLD_BODY] * 2)]
    events: list[ReceivedEvent] = []
    for n in range(MIX):
        at = until - timedelta(hours=60) + timedelta(minutes=12 * n)
        events.append(_event(chance, chance.choice(stories), n, at=at))
        if chance.random() < 0.3:
            events.append(chance.choice(events[-20:]))
    return events


def _event(chance: Random, story: Story, n: int, *, at: datetime) -> ReceivedEvent:
    if n < 12:  # who is notified, before there is anything to be notified of
        role, body = ["coordinator", "requester", "admin"][n % 3], [BAERUM, HUSBANKEN, OLD_BODY, TOLL][n % 4]
        return _granted(f"member-{n}", role, body, at=at)
    if n == MIX // 2:
        return an_event("organisation.succeeded", OLD_BODY, orgs=[OLD_BODY], at=at, successor=TOLL)
    if n == MIX // 3:
        return an_event("person.joined", "p", persons=["employee-0", "employee-1"], at=at, memberships=[])
    if n % 25 == 0:
        return _granted(f"newcomer-{n}", "coordinator", chance.choice([BAERUM, HUSBANKEN]), at=at)
    if n % 40 == 1:
        days = {"start": str(at.date()), "end": str(at.date() + timedelta(days=1))}
        return an_event("absence.announced", str(uuid4()), orgs=[BAERUM], persons=["member-0"], at=at, **days)
    kind = chance.choice(sorted(RULES))
    if kind.startswith("organisation."):
        kind = "organisation.one_coordinator"
        return an_event(kind, BAERUM, orgs=[BAERUM], at=at)
    if kind == "placement.proposed":
        return story.proposed(decided=chance.choice([[], ["employee"], ["employee", "host"]])).model_copy(
            update={"time": at.isoformat()}
        )
    return story.event(kind, at=at, **CODES.get(kind, {}))


def _granted(person_id: str, role: str, body: str, *, at: datetime) -> ReceivedEvent:
    roles = {"role": role, "roles": ROLES[role]}
    return an_event("membership.granted", str(uuid4()), orgs=[body], persons=[person_id], at=at, **roles)


def contents(database: Database) -> Mapping[str, list[tuple[object, ...]]]:
    """All rows of notify's tables without the ids that each run makes, in an order of their own."""
    with database.read() as session:
        return {
            name: sorted(tuple(map(str, row)) for row in session.execute(select(*columns)))
            for name, table in Table.metadata.tables.items()
            if (columns := list(_compared(table)))
        }


def _compared(table: Any) -> Iterator[Any]:
    made_here = {"event_id"} if table.name in {"messages", "deliveries"} else set()  # of "more waiting"
    return (column for column in table.columns if column.name not in OWN_IDS | made_here | {"epoch", "joined_at"})
