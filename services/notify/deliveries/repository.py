"""Every query about deliveries."""

from collections import Counter
from collections.abc import Collection, Sequence, Set
from datetime import datetime
from itertools import takewhile
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Update, bindparam, delete, func, insert, select, update
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest
from services.kit.data.repository import Repository
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import PagedStatement
from services.kit.data.tables import table_of
from services.kit.ids import new_id
from services.notify.deliveries.domain import BATCH, LEASE, MAX_TRIES, Backlog, DeliveryState, Mail, Outcome, first_due
from services.notify.deliveries.models import Delivery, Pause
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

_CONCLUDED = ("state", "reason", "reply", "next_try_at", "tries", "delivered_at")
_CONCLUDE = (  # of the table and not of the model: a batch has many
    update(_DELIVERIES)
    .where(_DELIVERIES.c.id == bindparam("delivery_id"), _DELIVERIES.c.tries == bindparam("claimed_tries"))
    .where(_DELIVERIES.c.state == DeliveryState.SENDING)
    .values({name: bindparam(f"new_{name}", type_=_DELIVERIES.c[name].type) for name in _CONCLUDED})
    .values(sent_to=func.coalesce(bindparam("new_sent_to", type_=_DELIVERIES.c.sent_to.type), _DELIVERIES.c.sent_to))
    .returning(_DELIVERIES.c.id)
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
        query = query.where(col(Delivery.channel).not_in(select(col(Pause.channel))))
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

    def conclude(
        self, delivery_id: UUID, outcome: Outcome, *, tries: int, at: datetime, sent_to: str | None = None
    ) -> bool:
        """Record how a claim ended; False where its lease had lapsed and another worker has claimed the delivery."""
        values: dict[str, Any] = {f"new_{name}": value for name, value in vars(outcome).items()}
        values["new_tries"] = _counted(outcome, tries)
        values["new_delivered_at"] = at if outcome.state is DeliveryState.DELIVERED else None
        values["new_sent_to"] = sent_to
        found = self.session.execute(_CONCLUDE, {"delivery_id": delivery_id, "claimed_tries": tries, **values})
        return found.first() is not None

    def find(self, delivery_id: UUID) -> Delivery | None:
        """The delivery, locked until the transaction ends."""
        query = select(Delivery).where(col(Delivery.id) == delivery_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def list_backlog(self, *states: str) -> list[Backlog]:
        """How many deliveries are in these states, by reason; by default those that are neither sent nor given up."""
        grouped = (col(Delivery.channel), col(Delivery.state), col(Delivery.reason))
        query = select(*grouped, func.count().label("count"), func.min(Delivery.created_at).label("oldest"))
        found = self.session.execute(query.where(col(Delivery.state).in_(states or _CLAIMABLE)).group_by(*grouped))
        return [Backlog(**row._mapping) for row in found]

    def find_oldest_due(self) -> datetime | None:
        """When the delivery that is due longest, or fails longest, was to be sent first; None where none is queued."""
        query = select(col(Delivery.tries), func.min(Delivery.next_try_at).label("next_try_at"))
        query = query.where(col(Delivery.state).in_([DeliveryState.PENDING, DeliveryState.FAILED]))
        found = self.session.execute(query.group_by(col(Delivery.tries)))
        return min((first_due(row.next_try_at, tries=row.tries) for row in found), default=None)

    def list_in(self, state: str, *, reason: str | None = None, limit: int) -> Sequence[Delivery]:
        """Deliveries in that state, the oldest first."""
        query = select(Delivery).where(col(Delivery.state) == state)
        if reason is not None:
            query = query.where(col(Delivery.reason) == reason)
        return self.session.scalars(query.order_by(col(Delivery.created_at), col(Delivery.id)).limit(limit)).all()

    def retry(self, *, ids: Collection[UUID] = (), reason: str | None = None, at: datetime) -> int:
        """Let what failed or was given up be due again, as if for the first time; of these ids, or for that reason."""
        failed = update(Delivery).where(col(Delivery.state).in_([DeliveryState.FAILED, DeliveryState.DEAD]))
        chosen = failed.where(col(Delivery.id).in_(ids) if ids else col(Delivery.reason) == reason)
        anew = {"state": DeliveryState.PENDING, "tries": 0, "next_try_at": at, "reason": None, "reply": None}
        return self._changed(chosen.values(anew))

    def drop(self, *, before: datetime, reason: str) -> int:
        """Give up what was queued before that moment and is not sent."""
        waiting = update(Delivery).where(col(Delivery.state).in_(_CLAIMABLE), col(Delivery.created_at) < before)
        return self._changed(waiting.values(state=DeliveryState.DEAD, reason=reason, next_try_at=None))

    def _changed(self, statement: Update) -> int:
        return len(self.session.scalars(statement.returning(col(Delivery.id))).all())

    def list_pauses(self) -> Sequence[Pause]:
        return self.session.scalars(select(Pause)).all()

    def pause(self, channel: str, *, held: bool, at: datetime) -> None:
        """Send nothing by the channel until `resume`. To hold one that is paused holds it."""
        pause = self.session.get(Pause, channel)
        if pause is None:
            self.session.add(Pause(channel=channel, held=held, since=at))
        else:
            pause.held = pause.held or held

    def resume(self, channel: str) -> bool:
        """False where it was not paused."""
        ended = delete(Pause).where(col(Pause.channel) == channel).returning(col(Pause.channel))
        return self.session.scalars(ended).first() is not None


def _counted(outcome: Outcome, tries: int) -> int:
    """The tries that count. What is to be tried again has one left, however often the channel was to blame."""
    if outcome.state is DeliveryState.PENDING:
        return tries - 1
    return min(tries, MAX_TRIES - 1) if outcome.state is DeliveryState.FAILED else tries


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
