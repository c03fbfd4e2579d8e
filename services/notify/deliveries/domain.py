"""The life of a delivery: a worker claims it for a while, sends it, tries again later, or gives up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.notify.abouts.domain import Addressee
from services.notify.digests.domain import Line
from services.notify.mails.domain import MailedMessage

CHANNEL = "email"
BATCH = 20  # deliveries claimed at once
BATCH_SECONDS = 40.0  # after which a worker sends no more of a batch, and lets go of the rest
# more than a batch, and then the slowest letter: a kept connection that hangs, a new one, and the letter (235 s)
LEASE = timedelta(minutes=5)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
JITTER = 0.25  # of a back-off, so that what failed together is not tried again together
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
    to: Addressee
    message: MailedMessage
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
    """How a try ended. One that is PENDING was not begun, and does not count."""

    state: DeliveryState
    reason: str | None = None
    reply: str | None = None
    next_try_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """How many deliveries of a channel are in a state for one reason, and since when the oldest is."""

    channel: str
    state: str
    reason: str | None
    count: int
    oldest: datetime


def after_failure(
    reason: str,
    *,
    permanent: bool,
    tries: int,
    at: datetime,
    ends: bool = True,
    reply: str | None = None,
    jitter: float = 0.0,
) -> Outcome:
    """The delivery fails until its next try; it is dead after a permanent failure, or the last try of one that `ends`.

    `jitter`, from 0 to 1, is how much of JITTER the back-off is longer.
    """
    if permanent or (ends and tries >= MAX_TRIES):
        return Outcome(state=DeliveryState.DEAD, reason=reason, reply=reply)
    wait = BACK_OFF[min(tries, len(BACK_OFF)) - 1] * (1 + JITTER * jitter)
    return Outcome(state=DeliveryState.FAILED, reason=reason, reply=reply, next_try_at=at + wait)


def first_due(next_try_at: datetime, *, tries: int) -> datetime:
    """When a delivery was to be sent first, about: its back-offs may have been longer."""
    return next_try_at - sum(BACK_OFF[:tries], timedelta())


def not_begun(*, at: datetime) -> Outcome:
    """The delivery is free again at once: the channel takes nothing now, or its batch took too long."""
    return Outcome(state=DeliveryState.PENDING, next_try_at=at)
