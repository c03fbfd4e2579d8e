"""What the routes that change a membership are given: the caller, and the membership, locked."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.access import relations
from services.auth.bodies.repository import Organisations
from services.auth.people.dependencies import ChangedPeople
from services.auth.people.models import Membership
from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.web.responses import ExpectedVersion, refuse_stale

HomeCoordinator = Annotated[Caller, Depends(caller_for("update_membership", "end_membership"))]
Myself = Annotated[Caller, Depends(caller_for("leave_organisation"))]


def current_membership(membership_id: UUID, grants: CurrentGrants, people: ChangedPeople) -> Membership:
    """Return a membership in the caller's own body. Locks the body, then the membership. Raises NotFound."""
    grants.require(relations(grants.caller, people.get_membership(membership_id).orgnr))
    Organisations(people.session).get_locked(grants.caller.org or "")
    return people.get_membership_locked(membership_id)


async def unchanged_membership(
    membership: Annotated[Membership, Depends(current_membership)], expected: ExpectedVersion
) -> Membership:
    """Return the same where it is still the version that If-Match names. Raises Stale."""
    refuse_stale(expected, membership.version)
    return membership


UnchangedMembership = Annotated[Membership, Depends(unchanged_membership)]
CurrentMembership = Annotated[Membership, Depends(current_membership)]
