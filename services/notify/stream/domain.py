"""What a stream sends: the form of its events, and the marks by which a change is noticed."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_STREAMS = 5  # of one person, in one process
MOST_IN_ALL = 1000  # of one process
MOST_SHOWN = 50  # messages and tasks in one state; the counts say how many there are
HEARTBEAT_SECONDS = 15.0  # below the 30 s after which common proxies give up
LOOK_SECONDS = 2.0  # how often a stream asks whether its token still holds
RETRY_MILLISECONDS = 3000  # after which a client connects again


class EndReason(StrEnum):
    TOKEN_EXPIRED = "token_expired"  # noqa: S105 -- a reason
    ACCESS_ENDED = "access_ended"  # logged out, or a role was lost
    SERVICE_STOPS = "service_stops"


# Of what is unread or open, for no more is shown: how many, the sum of their versions, and when the latest changed.
Mark = tuple[int, int, datetime]


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The marks of the inboxes and of the audiences' tasks."""

    inboxes: Mapping[str, Mark]
    audiences: Mapping[str, Mark]

    def of(self, person_id: str, audiences: Set[str]) -> tuple[object, ...]:
        return self.inboxes.get(person_id), *(self.audiences.get(audience) for audience in sorted(audiences))


def written(name: str, data: str, *, event_id: str | None = None) -> str:
    """An event as it stands in the stream (HTML §9.2). `data` is one line."""
    numbered = f"id: {event_id}\n" if event_id else ""
    return f"event: {name}\n{numbered}data: {data}\n\n"
