"""Every query about logins that are pending at an issuer."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import col

from services.auth.federation.models import FederatedLogin
from services.kit.data.repository import Repository, changed


class FederatedLogins(Repository[FederatedLogin]):
    """Logins that are pending at an issuer."""

    def use(self, state_hash: str, *, browser_hash: str, profile: str, at: datetime) -> FederatedLogin | None:
        """The login, if it was begun in this browser for this issuer. Only the first call gets it, others get None."""
        mine = (col(FederatedLogin.state_hash) == state_hash) & col(FederatedLogin.used_at).is_(None)
        here = (col(FederatedLogin.browser_hash) == browser_hash) & (col(FederatedLogin.profile) == profile)
        statement = update(FederatedLogin).where(mine, here, col(FederatedLogin.expires_at) > at)
        if changed(self.session, statement.values(used_at=at)) != 1:
            return None
        return self.session.scalars(select(FederatedLogin).where(col(FederatedLogin.state_hash) == state_hash)).one()

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(FederatedLogin).where(col(FederatedLogin.expires_at) < before))
