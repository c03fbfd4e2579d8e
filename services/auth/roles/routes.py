"""Changes of a membership over HTTP."""

from fastapi import APIRouter

from services.auth.members.dependencies import OwnMembership
from services.auth.members.schemas import MemberRead
from services.auth.people.dependencies import ChangedPeople
from services.auth.policies.dependencies import OwnDepartments
from services.auth.roles import service
from services.auth.roles.dependencies import (
    CurrentMembership,
    HomeCoordinator,
    Myself,
    UnchangedMembership,
)
from services.auth.roles.errors import LastCoordinator, OperatorsRole
from services.auth.roles.schemas import MembershipUpdate
from services.kit.errors import NotFound, NotPermitted, PersonRequired, PreconditionRequired, Stale
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse

router = APIRouter(tags=["members"])


@router.put(
    "/v1/memberships/{membership_id}",
    responses=problems(
        NotPermitted, PersonRequired, NotFound, LastCoordinator, OperatorsRole, Stale, PreconditionRequired
    ),
)
def update_membership(
    *,
    caller: HomeCoordinator,
    membership: UnchangedMembership,
    people: ChangedPeople,
    departments: OwnDepartments,
    asked: MembershipUpdate,
    response: CurrentResponse,
) -> MemberRead:
    """Change a member's role or department. Needs the ETag you read in `If-Match`.

    A lost role stops working at once. The body's last coordinator keeps the role until another one has it.
    """
    return response.versioned(service.change_membership(people, membership, asked, by=caller, departments=departments))


@router.delete("/v1/me/membership", responses=problems(PersonRequired, NotFound, LastCoordinator))
def leave_organisation(
    caller: Myself, membership: OwnMembership, people: ChangedPeople, response: CurrentResponse
) -> MemberRead:
    """Leave the body you act for with this token. Its last coordinator hands the role over first."""
    return response.versioned(service.remove_member(people, membership, by=caller))


@router.delete("/v1/memberships/{membership_id}", responses=problems(PersonRequired, NotFound, LastCoordinator))
def end_membership(
    caller: HomeCoordinator, membership: CurrentMembership, people: ChangedPeople, response: CurrentResponse
) -> MemberRead:
    """End a membership of your own body: the person can no longer act for it. Its last coordinator stays.

    Tokens already issued are refused everywhere within seconds.
    """
    return response.versioned(service.remove_member(people, membership, by=caller))
