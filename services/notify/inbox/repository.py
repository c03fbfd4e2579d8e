"""Every query about messages and announcements."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, select, update
from sqlmodel import col

from services.kit import clock
from services.kit.data.pagination import Page, PageRequest, empty_page, unindexed
from services.kit.data.repository import Repository, insert_absent
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import PagedStatement, Statement, numbered
from services.kit.data.tables import UtcDateTime, table_of
from services.kit.errors import NotFound
from services.kit.lists import Order
from services.notify.inbox.domain import NewMessage, News, WantedMessages
from services.notify.inbox.models import Announcement, Message

_ANNOUNCEMENTS, _MESSAGES = table_of(Announcement), table_of(Message)
_NEWS = [field.name for field in fields(News)]
_ANNOUNCED = (
    select(*(_ANNOUNCEMENTS.c[name] for name in _NEWS))
    .where(_ANNOUNCEMENTS.c.audience.in_(bindparam("audiences", expanding=True)))
    .where(_ANNOUNCEMENTS.c.at >= bindparam("since"))
    .order_by(_ANNOUNCEMENTS.c.at, _ANNOUNCEMENTS.c.event_id)
)
_WITH_CODE = select(_MESSAGES.c.person_id).where(
    _MESSAGES.c.person_id.in_(bindparam("people", expanding=True)),
    _MESSAGES.c.code == bindparam("code"),
    _MESSAGES.c.at > bindparam("since"),
)


class Inbox(Repository[Message]):
    """The messages of every person, and the announcements they were made of."""

    def get_locked(self, message_id: UUID) -> Message:
        """The message, locked until the transaction ends. Raises NotFound."""
        query = select(Message).where(col(Message.id) == message_id).with_for_update()
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def list_by_id(self, message_ids: Collection[UUID]) -> Mapping[UUID, Message]:
        """The messages of these ids."""
        found = self.session.scalars(select(Message).where(col(Message.id).in_(message_ids)))
        return {message.id: message for message in found}

    def put(self, messages: Sequence[NewMessage]) -> Set[UUID]:
        """Put messages into inboxes. Returns the ids of those whose person had none about the event yet."""
        now = clock.now()
        return insert_absent(self.session, [_row(message, at=now) for message in messages], key=_MESSAGES.c.id)

    def pass_on(self, from_id: str, to: str) -> None:
        """Give somebody's messages to another person; of two about one event the other's stays."""
        known = select(col(Message.event_id)).where(col(Message.person_id) == to)
        theirs = col(Message.person_id) == from_id
        self.session.execute(delete(Message).where(theirs, col(Message.event_id).in_(known)))
        self.session.execute(update(Message).where(theirs).values(person_id=to, updated_at=clock.now()))

    def list_with_code(self, people: Collection[str], code: str, *, since: datetime) -> Set[str]:
        """Those of the people who got a message with that code since then."""
        asked = {"people": list(people), "code": code, "since": since}
        return set(self.session.execute(_WITH_CODE, asked).scalars())

    def announce(self, news: Iterable[News]) -> None:
        """Keep what audiences were notified of, for who turns out to belong to them."""
        rows = [{name: getattr(one, name) for name in _NEWS} for one in news]
        insert_absent(self.session, rows, key=_ANNOUNCEMENTS.c.event_id)

    def list_announced(self, audiences: Iterable[str], *, since: datetime) -> Sequence[News]:
        """What these audiences were notified of that happened since then, oldest first."""
        found = self.session.execute(_ANNOUNCED, {"audiences": list(audiences), "since": since})
        return [News(**row._mapping) for row in found]


def _row(message: NewMessage, *, at: datetime) -> dict[str, object]:
    news = message.news
    told = {
        "code": news.code,
        "subject": news.subject,
        "params": news.params,
        "at": news.at,
        "read_at": None,
        "updated_at": at,
    }
    return {"id": message.id, "version": 1, "event_id": news.event_id, "person_id": message.person_id, **told}


_BY_ID = Statement[Message](select(Message).where(col(Message.id) == bindparam("message_id")))
_THEIRS = select(Message).where(col(Message.person_id) == bindparam("person_id"))


@dataclass(frozen=True, kw_only=True)
class _Form:
    unread: bool
    order: Order
    codes: int
    ids: int
    since: bool


@cache
def _list_of(form: _Form) -> PagedStatement[Message]:
    """In the order that is asked for; where ids are named, these find the messages."""
    query = _THEIRS
    if form.ids:
        ids: list[Any] = [bindparam(f"id_{n}", type_=Uuid()) for n in range(form.ids)]
        person = unindexed(col(Message.person_id)) == bindparam("person_id")
        query = select(Message).where(col(Message.id).in_(ids), person)
    if form.unread:
        query = query.where(col(Message.read_at).is_(None))
    if form.codes:
        query = query.where(col(Message.code).in_([bindparam(f"code_{n}") for n in range(form.codes)]))
    latest = form.order is Order.CHANGED
    by = (col(Message.updated_at) if latest else col(Message.at), col(Message.id))
    if not form.since:
        return PagedStatement(query, by=by, newest_first=form.order is Order.NEWEST)
    updated = unindexed(col(Message.updated_at)) if form.ids else col(Message.updated_at)
    query = query.where(updated >= bindparam("updated_since", type_=UtcDateTime()))
    listed = by if latest else (unindexed(by[0]), by[1])  # found by when it changed, then put in order
    keys = [query.with_only_columns(*listed)]
    return PagedStatement(select(Message), by=by, keys=keys, newest_first=form.order is Order.NEWEST)


class ShownInbox:
    """What is shown of messages where nothing is written, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def get(self, message_id: UUID) -> Message:
        """Raises NotFound."""
        return self._snapshot.get(_BY_ID, unless=NotFound(), message_id=message_id)

    def list_of(self, person_id: str, wanted: WantedMessages, *, paging: PageRequest) -> Page[Message]:
        """The person's messages."""
        if wanted.ids == ():
            return empty_page(paging)
        ids = numbered("id", wanted.ids) if wanted.ids else {}
        codes = numbered("code", sorted(wanted.codes)) if wanted.codes else {}
        form = _Form(
            unread=wanted.unread,
            order=wanted.order,
            codes=len(codes),
            ids=len(ids),
            since=wanted.updated_since is not None,
        )
        since = {"updated_since": wanted.updated_since} if form.since else {}
        return self._snapshot.page(_list_of(form), paging, person_id=person_id, **ids, **codes, **since)
