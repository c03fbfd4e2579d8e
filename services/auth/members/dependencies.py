"""What the routes of members are given: the caller, the member asked for, their own membership."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.access import person_id_of, relations
from services.auth.bodies.repository import Organisations
from services.auth.people.dependencies import ChangedPeople, ReadPeople
from services.auth.people.models import Membership
from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.errors import NotFound

HomeReader = Annotated[Caller, Depends(caller_for("read_membership", "list_members"))]


def shown_membership(membership_id: UUID, grants: CurrentGrants, people: ReadPeople) -> Membership:
    """Return a member of the caller's own body. Raises NotFound."""
    membership = people.get_membership(membership_id)
    grants.require(relations(grants.caller, membership.orgnr))
    return membership


def own_membership(grants: CurrentGrants, people: ChangedPeople) -> Membership:
    """Return the caller's membership in the body of the token. Locks the body, then the membership. Raises NotFound."""
    orgnr = grants.caller.org or ""
    Organisations(people.session).get_locked(orgnr)
    membership = people.find_membership(person_id_of(grants.caller), orgnr)
    if membership is None:
        raise NotFound()
    return membership


ShownMembership = Annotated[Membership, Depends(shown_membership)]
OwnMembership = Annotated[Membership, Depends(own_membership)]
