"""Every query about digests and the messages that wait for one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlmodel import col

from services.kit.data.repository import Repository, insert_absent
from services.kit.data.tables import table_of
from services.kit.ids import new_id
from services.notify.digests.models import Digest, DigestLine
from services.notify.inbox.models import Message

_DIGESTS, _LINES = table_of(Digest), table_of(DigestLine)


class Digests(Repository[Digest]):
    """What waits for a digest, and what was sent in one."""

    def hold(self, lines: Sequence[DigestLine]) -> None:
        """Keep messages for their person's next digest."""
        rows = [{column.name: getattr(line, column.name) for column in _LINES.columns} for line in lines]
        insert_absent(self.session, rows, key=_LINES.c.message_id)

    def list_people_due(self, *, at: datetime, limit: int) -> Sequence[str]:
        """Those for whom something has waited long enough."""
        due = select(col(DigestLine.person_id)).where(_waiting(), col(DigestLine.due_at) <= at)
        return self.session.scalars(due.distinct().order_by(col(DigestLine.person_id)).limit(limit)).all()

    def drop_read(self, person_id: str) -> None:
        """Forget what waits and was read meanwhile."""
        read = select(col(Message.id)).where(col(Message.person_id) == person_id, col(Message.read_at).is_not(None))
        gone = delete(DigestLine).where(_waiting(), col(DigestLine.person_id) == person_id)
        self.session.execute(gone.where(col(DigestLine.message_id).in_(read)))

    def has_due(self, person_id: str, *, at: datetime) -> bool:
        return self.session.scalars(select(DigestLine).where(_due(person_id, at)).limit(1)).one_or_none() is not None

    def open(self, person_id: str, *, day: date) -> UUID | None:
        """The id of the person's digest of that day; None where there is one: true for all but one concurrent call."""
        row = {"id": new_id(), "person_id": person_id, "day": day}
        return next(iter(insert_absent(self.session, [row], key=_DIGESTS.c.id)), None)

    def fill(self, digest_id: UUID, person_id: str, *, at: datetime) -> None:
        """Put what is due into the digest."""
        self.session.execute(update(DigestLine).where(_due(person_id, at)).values(digest_id=digest_id))

    def postpone(self, person_id: str, *, at: datetime, until: datetime) -> None:
        self.session.execute(update(DigestLine).where(_due(person_id, at)).values(due_at=until))

    def list_unread(self, digest_ids: Collection[UUID]) -> Mapping[UUID, list[Message]]:
        """The messages of each digest that are not read, oldest first."""
        if not digest_ids:
            return {}
        query = select(col(DigestLine.digest_id), Message).join(Message, col(Message.id) == col(DigestLine.message_id))
        query = query.where(col(DigestLine.digest_id).in_(digest_ids), col(Message.read_at).is_(None))
        unread: dict[Any, list[Message]] = {}
        for digest_id, message in self.session.execute(query.order_by(col(Message.at), col(Message.id))):
            unread.setdefault(digest_id, []).append(message)
        return unread

    def pass_on(self, from_id: str, to: str) -> None:
        """Give what waits to another person. Digests that were sent stay the other account's."""
        mine = col(DigestLine.person_id) == from_id
        self.session.execute(update(DigestLine).where(mine).values(person_id=to))


def _waiting() -> ColumnElement[bool]:
    return col(DigestLine.digest_id).is_(None)


def _due(person_id: str, at: datetime) -> ColumnElement[bool]:
    return _waiting() & (col(DigestLine.person_id) == person_id) & (col(DigestLine.due_at) <= at)
