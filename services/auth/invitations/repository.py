"""Every query about invitations."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlmodel import col

from services.auth.invitations.models import Invitation
from services.auth.settings import LONGEST_INVITATION_DAYS
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository, changed
from services.kit.errors import NotFound

LONGEST = timedelta(days=LONGEST_INVITATION_DAYS)


def _open(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Invitation.used_at).is_(None), col(Invitation.expires_at) > at


class Invitations(Repository[Invitation]):
    """Single-use permissions to join a body."""

    def get(self, invitation_id: UUID) -> Invitation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Invitation).where(col(Invitation.id) == invitation_id))

    def find_open(self, token_hash: str, *, at: datetime) -> Invitation | None:
        query = select(Invitation).where(col(Invitation.token_hash) == token_hash, *_open(at))
        return self.session.scalars(query).one_or_none()

    def use(self, token_hash: str, *, at: datetime) -> bool:
        """Use an open invitation. True for exactly one of any number of concurrent calls."""
        statement = update(Invitation).where(col(Invitation.token_hash) == token_hash, *_open(at))
        return changed(self.session, statement.values(used_at=at, version=col(Invitation.version) + 1)) == 1

    def get_locked(self, invitation_id: UUID) -> Invitation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Invitation).where(col(Invitation.id) == invitation_id).with_for_update())

    def list_of(self, orgnr: str, *, open_at: datetime | None, paging: PageRequest) -> Page[Invitation]:
        """The body's invitations, oldest first. With `open_at`, only those that could be accepted at that moment."""
        query = select(Invitation).where(col(Invitation.orgnr) == orgnr)
        if open_at is not None:  # none that was made earlier is open still, and an index leaves those out
            query = query.where(*_open(open_at), col(Invitation.created_at) >= open_at - LONGEST)
        return page_of(self.session, query, paging=paging, by=(col(Invitation.created_at), col(Invitation.id)))

    def list_open_locked(self, orgnr: str, *, at: datetime, invited_by: str | None) -> Sequence[Invitation]:
        """The body's open invitations, or only those that one person made."""
        query = select(Invitation).where(col(Invitation.orgnr) == orgnr, *_open(at))
        if invited_by is not None:
            query = query.where(col(Invitation.invited_by) == invited_by)
        return self.session.scalars(query.order_by(col(Invitation.id)).with_for_update()).all()

    def get_by_hash(self, token_hash: str) -> Invitation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Invitation).where(col(Invitation.token_hash) == token_hash))
