"""What the routes of members are given: the caller, and the member asked for."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.access import relations
from services.auth.people.dependencies import ReadPeople
from services.auth.people.models import Membership
from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller

HomeReader = Annotated[Caller, Depends(caller_for("read_membership", "list_members"))]


def shown_membership(membership_id: UUID, grants: CurrentGrants, people: ReadPeople) -> Membership:
    """Return a member of the caller's own body. Raises NotFound."""
    membership = people.get_membership(membership_id)
    grants.require(relations(grants.caller, membership.orgnr))
    return membership


ShownMembership = Annotated[Membership, Depends(shown_membership)]
