"""What an audience is notified of, and the messages that are made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.kit.lists import Order


@dataclass(frozen=True, kw_only=True)
class News:
    """What an audience is notified of about one event.

    `mail` says whether it is mailed, too: of a `sender`, and about a `pair`, so many a day.
    """

    event_id: str
    audience: str
    code: str
    subject: str
    params: Mapping[str, Any]
    at: datetime
    mail: bool
    sender: str | None
    pair: str | None


@dataclass(frozen=True, kw_only=True)
class NewMessage:
    """News in one person's inbox."""

    id: UUID
    person_id: str
    news: News


@dataclass(frozen=True, kw_only=True)
class WantedMessages:
    """Which messages are asked for. None leaves nothing out."""

    order: Order = Order.NEWEST
    ids: tuple[UUID, ...] | None = None
    updated_since: datetime | None = None
    codes: frozenset[str] | None = None
    unread: bool = False
