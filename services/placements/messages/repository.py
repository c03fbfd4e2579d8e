"""Every query about messages."""

from uuid import UUID

from sqlalchemy import bindparam, delete, func, select
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest
from services.kit.data.repository import Repository
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import PagedStatement, Statement
from services.kit.errors import NotFound
from services.placements.messages.models import Message


class Messages(Repository[Message]):
    """What was written about candidacies. Who writes holds the lock of the candidacy."""

    def count_of(self, candidacy_id: UUID) -> int:
        query = select(func.count()).select_from(Message).where(col(Message.candidacy_id) == candidacy_id)
        return self.session.scalar(query) or 0

    def erase(self, candidacy_id: UUID) -> None:
        """Nothing is left of what was written about it."""
        self.session.execute(delete(Message).where(col(Message.candidacy_id) == candidacy_id))


_OF_CANDIDACY = select(Message).where(col(Message.candidacy_id) == bindparam("candidacy_id"))
_BY_ID = Statement[Message](_OF_CANDIDACY.where(col(Message.id) == bindparam("message_id")))
_ALL = PagedStatement[Message](_OF_CANDIDACY, by=(col(Message.at), col(Message.id)))


class ShownMessages:
    """Messages where nothing is written, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def get(self, candidacy_id: UUID, message_id: UUID) -> Message:
        """Raises NotFound."""
        return self._snapshot.get(_BY_ID, unless=NotFound(), candidacy_id=candidacy_id, message_id=message_id)

    def list_of(self, candidacy_id: UUID, *, paging: PageRequest) -> Page[Message]:
        """What was written about a candidacy, oldest first."""
        return self._snapshot.page(_ALL, paging, candidacy_id=candidacy_id)
