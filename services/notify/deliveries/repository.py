"""Every query about deliveries."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository
from services.notify.deliveries.domain import LEASE, DeliveryState, Outcome
from services.notify.deliveries.models import Delivery

_CLAIMABLE = (DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.SENDING)


class Deliveries(Repository[Delivery]):
    """What is to be sent, is being sent or was sent."""

    def list_of(self, person_id: str, *, paging: PageRequest) -> Page[Delivery]:
        query = select(Delivery).where(col(Delivery.person_id) == person_id)
        by = (col(Delivery.created_at), col(Delivery.id))
        return page_of(self.session, query, paging=paging, by=by, newest_first=True)

    def pass_on(self, from_id: str, to: str) -> None:
        """Give somebody's deliveries to another person. Call it after their messages: one sent twice is gone then."""
        self.session.execute(update(Delivery).where(col(Delivery.person_id) == from_id).values(person_id=to))

    def count_mails(
        self, person_id: str, *, since: datetime, sender: str | None = None, pair: str | None = None
    ) -> int:
        """How many mails were made for a person since then, of one sender or about one pair."""
        mine = (col(Delivery.person_id) == person_id) & (col(Delivery.created_at) > since)
        about = col(Delivery.pair) == pair if sender is None else col(Delivery.sender) == sender
        return self.session.scalar(select(func.count()).where(mine, about)) or 0

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
