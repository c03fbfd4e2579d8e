"""What whoever runs the scheme does about deliveries: looks at them, tries them again, stops and starts a channel."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.notify.deliveries.domain import Backlog, DeliveryState
from services.notify.deliveries.models import Delivery, Pause
from services.notify.deliveries.repository import Deliveries
from services.notify.settings import NotifySettings
from services.notify.suppressions.domain import AddressHashes
from services.notify.suppressions.service import count_suppressed, lift
from services.notify.tables import Table

DROPPED = "dropped"  # the reason of what the operator gave up


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Deliveries of all states by channel and reason, and what is stopped."""

    backlog: Sequence[Backlog]
    pauses: Sequence[Pause]
    suppressed: int


@contextmanager
def _opened(settings: NotifySettings) -> Iterator[Database]:
    database = Database(settings.database_url, Table.metadata, connections=2)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _writing(settings: NotifySettings) -> Iterator[Session]:
    with _opened(settings) as database, database.write() as session:
        yield session


@contextmanager
def _reading(settings: NotifySettings) -> Iterator[Session]:
    with _opened(settings) as database, database.read() as session:
        yield session


def overview(settings: NotifySettings) -> Overview:
    with _reading(settings) as session:
        deliveries = Deliveries(session)
        backlog = deliveries.list_backlog(*DeliveryState)
        suppressed = count_suppressed(session, at=clock.now())
        return Overview(backlog=backlog, pauses=deliveries.list_pauses(), suppressed=suppressed)


def list_deliveries(settings: NotifySettings, state: str, *, reason: str | None, limit: int) -> Sequence[Delivery]:
    """Deliveries in that state, the oldest first."""
    with _reading(settings) as session:
        return Deliveries(session).list_in(state, reason=reason, limit=limit)


def retry(settings: NotifySettings, *, ids: Sequence[UUID], reason: str | None) -> int:
    """Let deliveries that failed or were given up be sent again. Returns how many."""
    with _writing(settings) as session:
        return Deliveries(session).retry(ids=ids, reason=reason, at=clock.now())


def pause(settings: NotifySettings, channel: str, *, held: bool) -> None:
    """Send nothing by the channel. With `held` it takes a decision about what waits to start it again."""
    with _writing(settings) as session:
        Deliveries(session).pause(channel, held=held, at=clock.now())


def is_held(settings: NotifySettings, channel: str) -> bool:
    with _reading(settings) as session:
        return any(pause.held for pause in Deliveries(session).list_pauses() if pause.channel == channel)


def resume(settings: NotifySettings, channel: str, *, drop_before: datetime | None) -> tuple[bool, int]:
    """Start the channel, without what was queued before that moment. Returns whether it was stopped, and how many."""
    with _writing(settings) as session:
        deliveries = Deliveries(session)
        dropped = deliveries.drop(before=drop_before, reason=DROPPED) if drop_before else 0
        return deliveries.resume(channel), dropped


def lift_suppression(settings: NotifySettings, address: str) -> bool:
    """Send to the address again. False where it was not suppressed."""
    hashes = AddressHashes(secret=settings.client_secret.get_secret_value().encode())
    with _writing(settings) as session:
        return lift(session, hashes.of(address))
