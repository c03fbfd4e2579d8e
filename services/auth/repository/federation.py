"""Every query about logins through issuers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlmodel import col

from services.auth.models import FederatedLogin, Identity, Membership
from services.auth.repository.base import changed
from services.kit.repository import Repository


class Identities(Repository[Identity]):
    """Whose identities at issuers are whose."""

    def find(self, *, issuer: str, subject: str) -> Identity | None:
        mine = (col(Identity.issuer) == issuer) & (col(Identity.subject) == subject)
        return self.session.scalars(select(Identity).where(mine)).one_or_none()

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
