"""Every query about policies."""

from sqlalchemy import select
from sqlmodel import col

from services.auth.policies.models import Policy
from services.kit.data.repository import Repository
from services.kit.errors import Stale


class Policies(Repository[Policy]):
    """Policies, at most one for each body."""

    def find(self, orgnr: str) -> Policy | None:
        return self.session.get(Policy, orgnr)

    def find_locked(self, orgnr: str) -> Policy | None:
        return self.session.scalars(select(Policy).where(col(Policy.orgnr) == orgnr).with_for_update()).one_or_none()

    def keep(self, policy: Policy) -> None:
        """Insert or update it. Raises Stale where a concurrent request inserted the body's first policy."""
        self.add(policy, unless=Stale())
