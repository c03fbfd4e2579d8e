"""Every query about policies."""

from sqlalchemy import select
from sqlmodel import col

from services.kit.data.repository import Repository
from services.placements.policies.models import Policy


class Policies(Repository[Policy]):
    """What bodies have decided about stays."""

    def find(self, orgnr: str) -> Policy | None:
        return self.session.get(Policy, orgnr)

    def find_locked(self, orgnr: str) -> Policy | None:
        """The policy, locked until the transaction ends: two stays of one body are then agreed one after the other."""
        query = select(Policy).where(col(Policy.orgnr) == orgnr).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def save(self, policy: Policy) -> None:
        """Store a newer version of a policy. An older one changes nothing."""
        held = self.find_locked(policy.orgnr)
        if held is None or held.version < policy.version:
            self.session.merge(policy)
            self.session.flush()
