"""Events that a follower could not apply, and later ones of the same things, until the cause is mended."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.tables import KitTables


@dataclass(frozen=True)
class ParkedEvents:
    """The parked events of one follower."""

    tables: KitTables
    follower: str

    def list_subjects(self, session: Session, events: Sequence[Mapping[str, Any]]) -> Set[str]:
        """The subjects of these events of which an earlier event is parked."""
        parked = self.tables.parked_events
        subjects = {event["subject"] for event in events}
        query = select(parked.c.subject).where(parked.c.follower == self.follower, parked.c.subject.in_(subjects))
        return set(session.execute(query).scalars())

    def add(self, session: Session, event: Mapping[str, Any], *, reason: str) -> None:
        values = {"follower": self.follower, "position": event["position"], "subject": event["subject"]}
        content = {"event": event, "reason": reason, "parked_at": clock.now()}
        session.execute(insert(self.tables.parked_events).values(**values, **content))

    def find_first(self, session: Session) -> Row[Any] | None:
        """The one that was parked first."""
        parked = self.tables.parked_events
        query = select(parked).where(parked.c.follower == self.follower)
        return session.execute(query.order_by(parked.c.parked_at, parked.c.position).limit(1)).one_or_none()

    def take(self, session: Session, row: Row[Any]) -> bool:
        """Delete one that is replayed in this transaction. False where another process was first."""
        parked = self.tables.parked_events
        key = (parked.c.follower == row.follower) & (parked.c.position == row.position)
        return session.execute(delete(parked).where(key).returning(parked.c.position)).first() is not None
