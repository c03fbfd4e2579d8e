"""The life of a delivery: a worker claims it for a while, sends it, tries again later, or gives up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.notify.digests.domain import Line

BATCH = 10  # deliveries claimed at once
LEASE = timedelta(seconds=60)  # more than a request to auth (2 s) for each delivery of a batch and two writes take
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
MAX_TRIES = len(BACK_OFF) + 1
MORE_WAITING = "more_waiting"  # the message that is mailed once in the place of all that are held
# what people write to each other: one mail a day of one candidacy, as long as its message is not read
MAILED_ONCE = frozenset({"candidacy_employee_wrote", "candidacy_host_wrote"})
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class MailBounds:
    """How many mails one person gets in a day that one host or expert makes, and about one pair of expert and need.

    With `at_any_time` nothing waits for the hours in which people want mail.
    """

    from_one: int = 10
    about_pair: int = 8
    at_any_time: bool = False


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail of a message, not before `next_try_at`. `sender` and `pair` are what mails a day are counted by."""

    message_id: UUID
    event_id: str
    person_id: str
    next_try_at: datetime
    sender: str | None = None
    pair: str | None = None


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    DEAD = "dead"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a channel sends. A channel recognises a letter it has sent before by the delivery's id.

    `thread` is the id of what mail programs show letters together by. `unsubscribe` is the address where one POST turns
    letters of this kind off (RFC 8058).
    """

    delivery_id: UUID
    to: str
    name: str
    subject: str
    text: str
    language: str
    html: str | None = None
    thread: UUID | None = None
    unsubscribe: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimedMessage:
    """A delivery of a message to a person that a worker has claimed. A later claim has a higher `tries`.

    `waits` is False for a reminder of what is done. `unsubscribe` is the token that turns such mail off.
    """

    delivery_id: UUID
    tries: int
    person_id: str
    code: str
    params: Mapping[str, Any]
    wanted: bool
    language: str | None
    waits: bool = True
    unsubscribe: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimedDigest:
    """A delivery of a digest that a worker has claimed, with what its person has not read."""

    delivery_id: UUID
    tries: int
    person_id: str
    lines: Sequence[Line]
    language: str | None
    unsubscribe: str | None


@dataclass(frozen=True, kw_only=True)
class ClaimedLetter:
    """A delivery of a letter ordered by auth that a worker has claimed. Its content is asked for when it is sent."""

    delivery_id: UUID
    tries: int
    letter_id: str


Claimed = ClaimedMessage | ClaimedDigest | ClaimedLetter


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a try ended."""

    state: DeliveryState
    reason: str | None = None
    next_try_at: datetime | None = None


def after_failure(reason: str, *, permanent: bool, tries: int, at: datetime) -> Outcome:
    """The delivery fails until its next try; it is dead after the last try or a permanent failure."""
    if permanent or tries >= MAX_TRIES:
        return Outcome(state=DeliveryState.DEAD, reason=reason)
    return Outcome(state=DeliveryState.FAILED, reason=reason, next_try_at=at + BACK_OFF[tries - 1])
