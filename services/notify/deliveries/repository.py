"""Every query about deliveries."""

from collections import Counter
from collections.abc import Collection, Sequence, Set
from datetime import datetime
from itertools import takewhile
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
from services.notify.deliveries.domain import BATCH, LEASE, DeliveryState, Mail, Outcome
from services.notify.deliveries.models import Delivery
from services.notify.inbox.models import Message

_DELIVERIES = table_of(Delivery)
_QUEUE = insert(_DELIVERIES)
_ABOUT = (_DELIVERIES.c.person_id, _DELIVERIES.c.sender, _DELIVERIES.c.pair)
_MADE = (
    select(*_ABOUT, func.count().label("mails"))
    .where(_DELIVERIES.c.person_id.in_(bindparam("people", expanding=True)))
    .where(_DELIVERIES.c.created_at > bindparam("since"))
    .group_by(*_ABOUT)
)

_MESSAGES = table_of(Message)
_UNREAD_MAILED = (
    select(_MESSAGES.c.person_id, _MESSAGES.c.code, _MESSAGES.c.subject)
    .join(_DELIVERIES, _DELIVERIES.c.message_id == _MESSAGES.c.id)
    .where(_DELIVERIES.c.person_id.in_(bindparam("people", expanding=True)))
    .where(_DELIVERIES.c.created_at > bindparam("since"), _MESSAGES.c.read_at.is_(None))
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

    def list_unread_mailed(self, people: Collection[str], *, since: datetime) -> Set[tuple[str, str, str]]:
        """Person, code and subject of what was mailed to these people since then, and that they have not read."""
        asked = {"people": list(people), "since": since}
        return {(row.person_id, row.code, row.subject) for row in self.session.execute(_UNREAD_MAILED, asked)}

    def queue(self, mails: Sequence[Mail], *, at: datetime) -> None:
        """Queue mails of messages that are in inboxes."""
        same = {"channel": "email", "state": DeliveryState.PENDING, "tries": 0, "created_at": at}
        rows = [{"id": new_id(), **vars(mail), **same} for mail in mails]
        if rows:
            self.session.execute(_QUEUE, rows)

    def list_due(self, *, at: datetime) -> list[UUID]:
        """Deliveries that have been due longest. One whose worker died is due again when its lease ends.

        Only first tries come together: one that workers die of must not use up the tries of others.
        """
        query = select(col(Delivery.id), col(Delivery.tries)).where(_due(at))
        due = self.session.execute(query.order_by(col(Delivery.next_try_at), col(Delivery.id)).limit(BATCH)).all()
        first_tries = [row.id for row in takewhile(lambda row: row.tries == 0, due)]
        return first_tries or [row.id for row in due[:1]]

    def claim(self, delivery_ids: Sequence[UUID], *, at: datetime) -> list[Delivery]:
        """Claim deliveries for the time of a lease. Returns those that no other worker claimed first, in their order.

        Those that another one is claiming are passed over: to wait for each other's locks two could wait for ever.
        """
        values: dict[str, Any] = {"state": DeliveryState.SENDING, "next_try_at": at + LEASE}
        values["tries"] = col(Delivery.tries) + 1
        free = select(col(Delivery.id)).where(col(Delivery.id).in_(delivery_ids), _due(at))
        claimed = update(Delivery).where(col(Delivery.id).in_(free.with_for_update(skip_locked=True))).values(values)
        found = self.session.scalars(claimed.returning(Delivery), execution_options={"populate_existing": True})
        return sorted(found, key=lambda delivery: delivery_ids.index(delivery.id))

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
