"""Every query about webhooks, the events they send, and the calls that were tried."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, insert, or_, select, update
from sqlmodel import col

from services.kit import clock
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository, changed, insert_into
from services.kit.data.successions import move_rows
from services.kit.data.tables import table_of
from services.kit.errors import NotFound
from services.notify.webhooks.domain import LEASE, Claim, DisabledReason, WebhookState
from services.notify.webhooks.models import Attempt, ConcernedBody, EventHead, StoredEvent, Webhook

_CALLED = (WebhookState.UNCONFIRMED, WebhookState.ACTIVE)


class Webhooks(Repository[Webhook]):
    """Where bodies' events are sent."""

    def get(self, webhook_id: UUID) -> Webhook:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Webhook).where(col(Webhook.id) == webhook_id))

    def get_locked(self, webhook_id: UUID) -> Webhook:
        """The webhook, locked until the transaction ends. Raises NotFound."""
        return self.one_or(NotFound(), select(Webhook).where(col(Webhook.id) == webhook_id).with_for_update())

    def list_of(self, orgnr: str, *, paging: PageRequest) -> Page[Webhook]:
        query = select(Webhook).where(col(Webhook.orgnr) == orgnr)
        return page_of(self.session, query, paging=paging, by=(col(Webhook.created_at), col(Webhook.id)))

    def count_of(self, orgnr: str) -> int:
        return self.session.scalar(select(func.count()).where(col(Webhook.orgnr) == orgnr)) or 0

    def has_any(self) -> bool:
        """Whether any body has a webhook."""
        return self.session.scalar(select(col(Webhook.id)).limit(1)) is not None

    def remove(self, webhook: Webhook) -> None:
        self.session.delete(webhook)
        self.flush()

    def pass_on(self, predecessor: str, successor: str) -> None:
        """Give a body's webhooks to the one that has taken its place. Safe to repeat."""
        move_rows(self.session, Webhook.orgnr, predecessor=predecessor, successor=successor)

    def disable_of(self, orgnr: str, reason: DisabledReason) -> None:
        values = {"state": WebhookState.DISABLED, "reason": reason, "version": col(Webhook.version) + 1}
        self.session.execute(update(Webhook).where(col(Webhook.orgnr) == orgnr).values(values))

    def list_due(self, *, limit: int, at: datetime, without: Collection[UUID] = ()) -> Sequence[UUID]:
        """The webhooks that have something to send, what has waited longest first."""
        query = select(col(Webhook.id)).where(_due(at), col(Webhook.id).not_in(without))
        return self.session.scalars(query.order_by(col(Webhook.next_try_at), col(Webhook.id)).limit(limit)).all()

    def claim(self, webhook_id: UUID, *, at: datetime) -> Webhook | None:
        """Claim a webhook for the time of a lease. None where another worker was first."""
        values: dict[str, Any] = {"claims": col(Webhook.claims) + 1, "leased_until": at + LEASE}
        claimed = update(Webhook).where(col(Webhook.id) == webhook_id, _due(at)).values(values).returning(Webhook)
        return self.session.scalars(claimed, execution_options={"populate_existing": True}).one_or_none()

    def find_claimed(self, claim: Claim) -> Webhook | None:
        """The webhook, where it is to be called and the claim still holds."""
        query = select(Webhook).where(_held(claim), col(Webhook.state).in_(_CALLED))
        return self.session.scalars(query).one_or_none()

    def find_claimed_locked(self, claim: Claim) -> Webhook | None:
        """The webhook, locked. None where its lease had lapsed and another worker has claimed it, or it is deleted."""
        query = select(Webhook).where(_held(claim)).with_for_update()
        return self.session.scalars(query, execution_options={"populate_existing": True}).one_or_none()

    def add_attempt(self, attempt: Attempt) -> None:
        self.session.add(attempt)
        self.flush()

    def list_attempts(self, webhook_id: UUID, *, paging: PageRequest) -> Page[Attempt]:
        """The calls of a webhook, the latest first."""
        query = select(Attempt).where(col(Attempt.webhook_id) == webhook_id)
        by = (col(Attempt.at), col(Attempt.id))
        return page_of(self.session, query, paging=paging, by=by, newest_first=True)

    def forget_attempts(self, *, before: datetime) -> int:
        return changed(self.session, delete(Attempt).where(col(Attempt.at) < before))


def _held(claim: Claim) -> ColumnElement[bool]:
    return (col(Webhook.id) == claim.webhook_id) & (col(Webhook.claims) == claim.claims)


def _due(at: datetime) -> ColumnElement[bool]:
    behind = (col(ConcernedBody.orgnr) == col(Webhook.orgnr)) & (col(ConcernedBody.n) > col(Webhook.position))
    asked = col(Webhook.test_asked_at).is_not(None)
    waits = or_(col(Webhook.state) == WebhookState.UNCONFIRMED, asked, exists().where(behind))
    timely = or_(col(Webhook.next_try_at) <= at, asked) & (col(Webhook.leased_until) <= at)
    return col(Webhook.state).in_(_CALLED) & timely & waits


class StoredEvents(Repository[StoredEvent]):
    """Events of other services that concern bodies, numbered in the order of commits."""

    def add_all(self, rows: Sequence[Mapping[str, Any]], orgs: Sequence[Sequence[str]]) -> None:
        """Store new events with the bodies each concerns. One that a feed repeats is stored once.

        Numbered under a lock that lasts until the commit: by a sequence, a webhook could pass by an event that is
        committed late.
        """
        known = self._list_known([row["id"] for row in rows])
        new = {row["id"]: (row, bodies) for row, bodies in zip(rows, orgs, strict=True) if row["id"] not in known}
        if not new:
            return
        numbers, at = count(self._take_numbers(len(new)) + 1), clock.now()
        numbered = [({**row, "n": next(numbers), "received_at": at}, bodies) for row, bodies in new.values()]
        self.session.execute(insert(table_of(StoredEvent)), [row for row, _ in numbered])
        concerned = [{"orgnr": orgnr, "n": row["n"]} for row, bodies in numbered for orgnr in sorted(set(bodies))]
        self.session.execute(insert(table_of(ConcernedBody)), concerned)

    def _list_known(self, ids: Sequence[str]) -> set[str]:
        return set(self.session.scalars(select(col(StoredEvent.id)).where(col(StoredEvent.id).in_(ids))))

    def _take_numbers(self, how_many: int) -> int:
        """The last number before these, which are nobody else's. Locks the head until the transaction ends."""
        head = table_of(EventHead)
        first = insert_into(self.session, head).values(id=1, n=how_many)
        taken = first.on_conflict_do_update(index_elements=["id"], set_={"n": head.c.n + how_many})
        last: int = self.session.execute(taken.returning(head.c.n)).scalar_one()
        return last - how_many

    def head(self) -> int:
        return self.session.scalar(select(col(EventHead.n))) or 0

    def list_after(self, orgnr: str, position: int, *, limit: int) -> Sequence[StoredEvent]:
        """What concerns a body after a position, the oldest first."""
        concerned = (col(ConcernedBody.n) == col(StoredEvent.n)) & (col(ConcernedBody.orgnr) == orgnr)
        query = select(StoredEvent).join(ConcernedBody, concerned).where(col(ConcernedBody.n) > position)
        return self.session.scalars(query.order_by(col(ConcernedBody.n)).limit(limit)).all()

    def forget(self, *, before: datetime) -> int:
        """Delete the events that were received before a moment. Returns how many."""
        old = col(StoredEvent.received_at) < before
        last = self.session.scalar(select(func.max(col(StoredEvent.n))).where(old))
        if last is None:
            return 0
        self.session.execute(delete(ConcernedBody).where(col(ConcernedBody.n) <= last))
        return changed(self.session, delete(StoredEvent).where(col(StoredEvent.n) <= last))
