"""Every query about messages and announcements."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository
from services.kit.errors import NotFound
from services.notify.inbox.models import Announcement, Message


class Inbox(Repository[Message]):
    """The messages of every person, and the announcements they were made of."""

    def get_locked(self, message_id: UUID) -> Message:
        """The message, locked until the transaction ends. Raises NotFound."""
        query = select(Message).where(col(Message.id) == message_id).with_for_update()
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def get(self, message_id: UUID) -> Message:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Message).where(col(Message.id) == message_id))

    def list_of(self, person_id: str, *, unread: bool, paging: PageRequest) -> Page[Message]:
        query = select(Message).where(col(Message.person_id) == person_id)
        if unread:
            query = query.where(col(Message.read_at).is_(None))
        return page_of(self.session, query, paging=paging, by=(col(Message.at), col(Message.id)), newest_first=True)

    def has(self, event_id: str, person_id: str) -> bool:
        """True where the person has a message about the event already."""
        this = (col(Message.event_id) == event_id) & (col(Message.person_id) == person_id)
        return self.session.execute(select(col(Message.id)).where(this)).first() is not None

    def pass_on(self, from_id: str, to: str) -> None:
        """Give somebody's messages to another person; of two about one event the other's stays."""
        known = select(col(Message.event_id)).where(col(Message.person_id) == to)
        theirs = col(Message.person_id) == from_id
        self.session.execute(delete(Message).where(theirs, col(Message.event_id).in_(known)))
        self.session.execute(update(Message).where(theirs).values(person_id=to))

    def has_since(self, person_id: str, code: str, *, since: datetime) -> bool:
        """True where the person got a message with that code since then."""
        such = (col(Message.person_id) == person_id) & (col(Message.code) == code) & (col(Message.at) > since)
        return self.session.execute(select(col(Message.id)).where(such)).first() is not None

    def announce(self, announcement: Announcement) -> None:
        self.session.add(announcement)
        self.session.flush()

    def list_announcements(self, audiences: Iterable[str], *, since: datetime) -> Sequence[Announcement]:
        """The announcements to these audiences of what happened since then, oldest first."""
        query = select(Announcement).where(col(Announcement.audience).in_(list(audiences)))
        query = query.where(col(Announcement.at) >= since)
        return self.session.scalars(query.order_by(col(Announcement.at), col(Announcement.event_id))).all()
