"""Every query about delegations."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from services.auth.delegations.domain import LASTING, DelegationState
from services.auth.delegations.models import Delegation
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository
from services.kit.errors import NotFound


class Delegations(Repository[Delegation]):
    """Permissions to decide one placement, once."""

    def get(self, delegation_id: UUID) -> Delegation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Delegation).where(col(Delegation.id) == delegation_id))

    def get_locked(self, delegation_id: UUID) -> Delegation:
        """Raises NotFound."""
        query = select(Delegation).where(col(Delegation.id) == delegation_id).with_for_update()
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def find_by_hash(self, token_hash: str) -> Delegation | None:
        return self.session.scalars(select(Delegation).where(col(Delegation.token_hash) == token_hash)).one_or_none()

    def find_by_hash_locked(self, token_hash: str) -> Delegation | None:
        query = select(Delegation).where(col(Delegation.token_hash) == token_hash).with_for_update()
        return self.session.scalars(query).one_or_none()

    def find_by_session(self, session_id: UUID) -> Delegation | None:
        """The delegation that gave this login."""
        return self.session.scalars(select(Delegation).where(col(Delegation.session_id) == session_id)).one_or_none()

    def list_of(self, orgnr: str, *, state: DelegationState | None = None, paging: PageRequest) -> Page[Delegation]:
        query = select(Delegation).where(col(Delegation.orgnr) == orgnr)
        if state is not None:
            query = query.where(col(Delegation.state) == state)
        return page_of(self.session, query, paging=paging, by=(col(Delegation.created_at), col(Delegation.id)))

    def list_lasting_locked(self, orgnr: str, *, delegated_by: str | None) -> Sequence[Delegation]:
        """The body's delegations that are open or accepted; with `delegated_by` only those of one coordinator."""
        query = select(Delegation).where(col(Delegation.orgnr) == orgnr, col(Delegation.state).in_(LASTING))
        if delegated_by is not None:
            query = query.where(col(Delegation.delegated_by) == delegated_by)
        return self.session.scalars(query.order_by(col(Delegation.id)).with_for_update()).all()

    def list_overdue_locked(self, *, at: datetime) -> Sequence[Delegation]:
        late = col(Delegation.state).in_(LASTING), col(Delegation.expires_at) <= at
        return self.session.scalars(
            select(Delegation).where(*late).order_by(col(Delegation.id)).with_for_update()
        ).all()
