"""Every query about memberships."""

from collections.abc import Collection, Set

from sqlalchemy import select
from sqlmodel import col

from services.kit.data.memberships import FollowedMemberships
from services.placements.memberships.errors import OwnEmployee
from services.placements.memberships.models import Membership


class Memberships(FollowedMemberships[Membership]):
    """Who belongs to which body, and whom no body there may borrow."""

    table = Membership

    def list_bodies(self, person_id: str) -> Set[str]:
        """The bodies that the person belongs to."""
        query = select(col(Membership.orgnr)).where(col(Membership.person_id) == person_id, col(Membership.live))
        return set(self.session.scalars(query))

    def has_left(self, person_id: str, orgnr: str) -> bool:
        """True for somebody who belonged to the body and does not any more."""
        query = select(col(Membership.live)).where(
            col(Membership.person_id) == person_id, col(Membership.orgnr) == orgnr
        )
        found = self.session.scalars(query).all()
        return bool(found) and not any(found)

    def find_predecessor(self, membership_id: str, orgnr: str) -> str | None:
        """The other body that the membership is of: if it is granted here now, this body has taken that one's place."""
        held = self.session.get(Membership, membership_id)
        return held.orgnr if held is not None and held.live and held.orgnr != orgnr else None

    def refuse_own(self, person_id: str, host_org: str) -> None:
        """Raises OwnEmployee for somebody who belongs to the host, in whichever role."""
        if host_org in self.list_bodies(person_id):
            raise OwnEmployee()

    def suspend(self, membership_ids: Collection[str], *, account_version: int) -> Set[str]:
        """End these memberships until they are granted anew, since the account was disabled. Returns the bodies."""
        query = select(Membership).where(
            col(Membership.membership_id).in_(membership_ids), col(Membership.account_version) < account_version
        )
        held = self.session.scalars(query).all()
        lost = {membership.orgnr for membership in held if membership.live}
        for membership in held:
            membership.live, membership.account_version = False, account_version
            self.session.add(membership)
        self.flush()
        return lost
