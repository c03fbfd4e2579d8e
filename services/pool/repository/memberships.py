"""Every query about memberships, and about the bodies beside the home agency that experts belong to."""

from collections.abc import Set
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import col

from services.kit.data.memberships import FollowedMemberships
from services.pool.models import EndedMembership, Expert, FurtherBody, Membership


class Memberships(FollowedMemberships[Membership]):
    """Who belongs to which body, and the bodies beside the home agency that experts belong to."""

    table = Membership

    def index_bodies(self, expert: Expert) -> bool:
        """Rewrite which bodies beside the home agency the expert belongs to. False where nothing changed."""
        live = select(col(Membership.orgnr)).where(col(Membership.person_id) == expert.person_id, col(Membership.live))
        bodies = set(self.session.scalars(live)) - {expert.home_org}
        if bodies == self._list_rows(expert.id):
            return False
        self.session.execute(delete(FurtherBody).where(col(FurtherBody.expert_id) == expert.id))
        self.session.add_all(FurtherBody(orgnr=orgnr, expert_id=expert.id) for orgnr in sorted(bodies))
        self.flush()
        return True

    def list_further(self, expert: Expert) -> list[str]:
        """The bodies beside the home agency that the expert belongs to, in the order of their numbers."""
        return sorted(self._list_rows(expert.id) - {expert.home_org})

    def is_further(self, expert_id: UUID, orgnr: str | None) -> bool:
        """True where the expert belongs to this body beside the home agency."""
        return orgnr is not None and self.session.get(FurtherBody, (orgnr, expert_id)) is not None

    def _list_rows(self, expert_id: UUID) -> Set[str]:
        query = select(col(FurtherBody.orgnr)).where(col(FurtherBody.expert_id) == expert_id)
        return set(self.session.scalars(query))

    def has_left(self, person_id: str, orgnr: str) -> bool:
        return self.session.get(EndedMembership, (person_id, orgnr)) is not None

    def save_ended(self, ended: EndedMembership) -> None:
        self.session.merge(ended)
        self.session.flush()

    def delete_ended(self, person_id: str, orgnr: str) -> None:
        this = (col(EndedMembership.person_id) == person_id) & (col(EndedMembership.orgnr) == orgnr)
        self.session.execute(delete(EndedMembership).where(this))
