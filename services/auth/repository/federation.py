"""Every query about logins through issuers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlmodel import col

from services.auth.models import FederatedLogin, Identity, Membership
from services.auth.repository.base import changed
from services.kit.errors import NotFound
from services.kit.pagination import Found, Paging, page_of
from services.kit.repository import Repository


class Identities(Repository[Identity]):
    """Whose identities at issuers are whose."""

    def find(self, *, issuer: str, subject: str) -> Identity | None:
        mine = (col(Identity.issuer) == issuer) & (col(Identity.subject) == subject)
        return self.session.scalars(select(Identity).where(mine)).one_or_none()

    def get_of_locked(self, person_id: UUID, identity_id: UUID) -> Identity:
        """One of a person's own. Raises NotFound."""
        mine = (col(Identity.id) == identity_id) & (col(Identity.person_id) == person_id)
        return self.one_or(NotFound(), select(Identity).where(mine).with_for_update())

    def list_of(self, person_id: UUID, *, paging: Paging) -> Found[Identity]:
        query = select(Identity).where(col(Identity.person_id) == person_id)
        return page_of(self.session, query, paging=paging, by=(col(Identity.linked_at), col(Identity.id)))

    def list_all_of(self, person_id: UUID) -> Sequence[Identity]:
        return self.session.scalars(select(Identity).where(col(Identity.person_id) == person_id)).all()

    def has_locked(self, person_id: UUID, *, issuer: str, subject: str) -> bool:
        """Whether the identity is the person's, which it then stays until the transaction ends."""
        mine = (col(Identity.person_id) == person_id) & (col(Identity.issuer) == issuer)
        query = select(Identity).where(mine, col(Identity.subject) == subject).with_for_update()
        return self.session.scalars(query).one_or_none() is not None

    def remove(self, identity: Identity) -> None:
        self.session.delete(identity)
        self.flush()

    def unlink_all(self, person_id: UUID) -> None:
        self.session.execute(delete(Identity).where(col(Identity.person_id) == person_id))

    def ever_belonged(self, person_id: UUID, orgnr: str) -> bool:
        """Whether the person is or was a member of the body."""
        mine = (col(Membership.person_id) == person_id) & (col(Membership.orgnr) == orgnr)
        return bool(self.session.scalar(select(exists().where(mine))))


class FederatedLogins(Repository[FederatedLogin]):
    """Logins on their way through an issuer."""

    def use(self, state_hash: str, *, browser_hash: str, profile: str, at: datetime) -> FederatedLogin | None:
        """The login, for the one call that uses it up, from the browser and issuer that it was begun for."""
        mine = (col(FederatedLogin.state_hash) == state_hash) & col(FederatedLogin.used_at).is_(None)
        here = (col(FederatedLogin.browser_hash) == browser_hash) & (col(FederatedLogin.profile) == profile)
        statement = update(FederatedLogin).where(mine, here, col(FederatedLogin.expires_at) > at)
        if changed(self.session, statement.values(used_at=at)) != 1:
            return None
        return self.session.scalars(select(FederatedLogin).where(col(FederatedLogin.state_hash) == state_hash)).one()

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(FederatedLogin).where(col(FederatedLogin.expires_at) < before))
