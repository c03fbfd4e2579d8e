"""Every query about identities at issuers."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import col

from services.auth.identities.models import Identity
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository
from services.kit.errors import NotFound


class Identities(Repository[Identity]):
    """Identities at issuers, each linked to a person."""

    def find(self, *, issuer: str, subject: str) -> Identity | None:
        mine = (col(Identity.issuer) == issuer) & (col(Identity.subject) == subject)
        return self.session.scalars(select(Identity).where(mine)).one_or_none()

    def get_of_locked(self, person_id: UUID, identity_id: UUID) -> Identity:
        """One of the person's own, locked until the transaction ends. Raises NotFound."""
        mine = (col(Identity.id) == identity_id) & (col(Identity.person_id) == person_id)
        return self.one_or(NotFound(), select(Identity).where(mine).with_for_update())

    def list_of(self, person_id: UUID, *, paging: PageRequest) -> Page[Identity]:
        query = select(Identity).where(col(Identity.person_id) == person_id)
        return page_of(self.session, query, paging=paging, by=(col(Identity.linked_at), col(Identity.id)))

    def list_all_of(self, person_id: UUID) -> Sequence[Identity]:
        return self.session.scalars(select(Identity).where(col(Identity.person_id) == person_id)).all()

    def has_locked(self, person_id: UUID, *, issuer: str, subject: str) -> bool:
        """True where the identity is the person's. It is locked, and stays so until the transaction ends."""
        mine = (col(Identity.person_id) == person_id) & (col(Identity.issuer) == issuer)
        query = select(Identity).where(mine, col(Identity.subject) == subject).with_for_update()
        return self.session.scalars(query).one_or_none() is not None

    def remove(self, identity: Identity) -> None:
        self.session.delete(identity)
        self.flush()

    def unlink_all(self, person_id: UUID) -> None:
        self.session.execute(delete(Identity).where(col(Identity.person_id) == person_id))
