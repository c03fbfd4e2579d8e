"""What routes that change a membership are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.access import person_id_of, relations
from services.auth.bodies.repository import Organisations
from services.auth.people.dependencies import ChangedPeople
from services.auth.people.models import Membership
from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.errors import NotFound
from services.kit.web.responses import ExpectedVersion, refuse_stale

HomeCoordinator = Annotated[Caller, Depends(caller_for("update_membership", "end_membership"))]
Myself = Annotated[Caller, Depends(caller_for("leave_organisation"))]


def current_membership(membership_id: UUID, grants: CurrentGrants, people: ChangedPeople) -> Membership:
    """A member of the caller's own body, locked after the body itself. Raises NotFound."""
    grants.require(relations(grants.caller, people.get_membership(membership_id).orgnr))
    Organisations(people.session).get_locked(grants.caller.org or "")
    return people.get_membership_locked(membership_id)


def unchanged_membership(
    membership: Annotated[Membership, Depends(current_membership)], expected: ExpectedVersion
) -> Membership:
    """The same, where it is still the version that If-Match names."""
    refuse_stale(expected, membership.version)
    return membership


def own_membership(caller: Myself, people: ChangedPeople) -> Membership:
    """The caller's place in the body acted for, locked after the body itself. Raises NotFound."""
    orgnr = caller.org or ""
    Organisations(people.session).get_locked(orgnr)
    membership = people.find_membership(person_id_of(caller), orgnr)
    if membership is None:
        raise NotFound()
    return membership


UnchangedMembership = Annotated[Membership, Depends(unchanged_membership)]


OwnMembership = Annotated[Membership, Depends(own_membership)]


CurrentMembership = Annotated[Membership, Depends(current_membership)]
