"""Lists a service's parked events, which could not be applied, and replays them once the cause is fixed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ressurspool.ops.applications import application, database_of


@dataclass(frozen=True, kw_only=True)
class ParkedEvent:
    """One parked event: from which feed it came, and why it could not be applied."""

    follows: str
    position: str
    type: str
    subject: str
    reason: str
    since: datetime

    @property
    def line(self) -> str:
        since = self.since.isoformat(timespec="seconds")
        return f"{self.follows} {self.position} {self.type} {self.subject}: {self.reason}, since {since}"


def parked(service: str) -> Iterator[ParkedEvent]:
    """The parked events of a service's followers, the oldest first."""
    database = database_of(service)
    events = database.tables.parked_events
    with database.read() as session:
        for row in session.execute(select(events).order_by(events.c.parked_at, events.c.position)):
            yield ParkedEvent(
                follows=row.follower,
                position=row.position,
                type=row.event["type"],
                subject=row.subject,
                reason=row.reason,
                since=row.parked_at,
            )
    database.close()


def replay(service: str, follows: str | None = None) -> int:
    """Apply a service's parked events. Returns how many took effect; stops at the first that fails again."""
    app = application(service)
    loops = [loop for loop in app.state.follower_loops if follows in {None, loop.name}]
    replayed: int = sum(loop.replay_parked() for loop in loops)
    app.state.database.close()
    return replayed
