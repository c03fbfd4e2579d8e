"""The life of a delivery: claimed for a while, sent, tried again later, or given up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

LEASE = timedelta(seconds=60)  # longer than asking auth twice (2 s each) and one write; a dead worker's claim lapses
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
MAX_TRIES = len(BACK_OFF) + 1


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    DEAD = "dead"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a channel carries. The delivery's id makes a repeated sending recognisable."""

    delivery_id: UUID
    to: str
    name: str
    subject: str
    text: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Errand:
    """A claimed delivery of a message to a person. `tries` tells this claim from a later one."""

    delivery_id: UUID
    tries: int
    person_id: str
    code: str
    params: Mapping[str, Any]
    wanted: bool
    language: str | None


@dataclass(frozen=True, kw_only=True)
class LetterErrand:
    """A claimed delivery of a letter that auth ordered; what it says is asked for when it is sent."""

    delivery_id: UUID
    tries: int
    letter_id: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a try ended."""

    state: DeliveryState
    reason: str | None = None
    next_try_at: datetime | None = None


def after_failure(reason: str, *, permanent: bool, tries: int, at: datetime) -> Outcome:
    """Dead, or failed until the next try; after the last one dead."""
    if permanent or tries >= MAX_TRIES:
        return Outcome(state=DeliveryState.DEAD, reason=reason)
    return Outcome(state=DeliveryState.FAILED, reason=reason, next_try_at=at + BACK_OFF[tries - 1])
