"""Every query about deliveries."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, insert, select, update
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest
from services.kit.data.repository import Repository
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import PagedStatement
from services.kit.data.tables import table_of
from services.kit.ids import new_id
from services.notify.deliveries.domain import LEASE, DeliveryState, Mail, Outcome
from services.notify.deliveries.models import Delivery

_DELIVERIES = table_of(Delivery)
_QUEUE = insert(_DELIVERIES)
_ABOUT = (_DELIVERIES.c.person_id, _DELIVERIES.c.sender, _DELIVERIES.c.pair)
_MADE = (
    select(*_ABOUT, func.count().label("mails"))
    .where(_DELIVERIES.c.person_id.in_(bindparam("people", expanding=True)))
    .where(_DELIVERIES.c.created_at > bindparam("since"))
    .group_by(*_ABOUT)
)

_CLAIMABLE = (DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.SENDING)


class Deliveries(Repository[Delivery]):
    """What is to be sent, is being sent or was sent."""

    def pass_on(self, from_id: str, to: str) -> None:
        """Give somebody's deliveries to another person. Call it after their messages: one sent twice is gone then."""
        self.session.execute(update(Delivery).where(col(Delivery.person_id) == from_id).values(person_id=to))

    def count_mails(self, people: Collection[str], *, since: datetime) -> Counter[tuple[str, str]]:
        """How many mails were made for each of the people since then, by each sender and about each pair."""
        mails: Counter[tuple[str, str]] = Counter()
        for row in self.session.execute(_MADE, {"people": list(people), "since": since}):
            for made_by_or_about in (row.sender, row.pair):
                if made_by_or_about is not None:
                    mails[row.person_id, made_by_or_about] += row.mails
        return mails

    def queue(self, mails: Sequence[Mail], *, at: datetime) -> None:
        """Queue mails of messages that are in inboxes."""
        same = {"channel": "email", "state": DeliveryState.PENDING, "tries": 0, "created_at": at, "next_try_at": at}
        rows = [{"id": new_id(), **vars(mail), **same} for mail in mails]
        if rows:
            self.session.execute(_QUEUE, rows)

    def find_due(self, *, at: datetime) -> UUID | None:
        """The delivery that has been due longest. One whose worker died is due again when its lease ends."""
        query = select(col(Delivery.id)).where(_due(at))
        return self.session.scalars(query.order_by(col(Delivery.next_try_at), col(Delivery.id)).limit(1)).first()

    def claim(self, delivery_id: UUID, *, at: datetime) -> Delivery | None:
        """Claim a delivery for the time of a lease; None where another worker was first."""
        values: dict[str, Any] = {"state": DeliveryState.SENDING, "next_try_at": at + LEASE}
        values["tries"] = col(Delivery.tries) + 1
        claimed = update(Delivery).where(col(Delivery.id) == delivery_id, _due(at)).values(values)
        if self.session.scalars(claimed.returning(col(Delivery.id))).one_or_none() is None:
            return None
        return self.session.get(Delivery, delivery_id, populate_existing=True)

    def conclude(self, delivery_id: UUID, outcome: Outcome, *, tries: int, at: datetime) -> bool:
        """Record how a claim ended; False where its lease had lapsed and another worker has claimed the delivery."""
        mine = (col(Delivery.id) == delivery_id) & (col(Delivery.tries) == tries)
        values: dict[str, Any] = {
            "state": outcome.state,
            "reason": outcome.reason,
            "next_try_at": outcome.next_try_at,
            "delivered_at": at if outcome.state is DeliveryState.DELIVERED else None,
        }
        ended = update(Delivery).where(mine, col(Delivery.state) == DeliveryState.SENDING).values(values)
        return self.session.scalars(ended.returning(col(Delivery.id))).one_or_none() is not None


def _due(at: datetime) -> ColumnElement[bool]:
    return col(Delivery.state).in_(_CLAIMABLE) & (col(Delivery.next_try_at) <= at)


_THEIRS = PagedStatement[Delivery](
    select(Delivery).where(col(Delivery.person_id) == bindparam("person_id")),
    by=(col(Delivery.created_at), col(Delivery.id)),
    newest_first=True,
)


class ShownDeliveries:
    """What is shown of deliveries, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def list_of(self, person_id: str, *, paging: PageRequest) -> Page[Delivery]:
        """The mails made for the person, the newest first."""
        return self._snapshot.page(_THEIRS, paging, person_id=person_id)
