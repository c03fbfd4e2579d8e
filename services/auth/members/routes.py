"""The members of a public body over HTTP."""

from fastapi import APIRouter

from services.auth.bodies.dependencies import OwnOrgnr
from services.auth.members import service
from services.auth.members.dependencies import HomeReader, ShownMembership
from services.auth.members.schemas import MemberRead
from services.auth.people.dependencies import ReadPeople
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams

router = APIRouter(tags=["members"])


@router.get("/v1/organisations/{orgnr}/members", responses=problems(NotPermitted, NotFound, InvalidCursor))
def list_members(
    caller: HomeReader, orgnr: OwnOrgnr, people: ReadPeople, page: PageParams, response: CurrentResponse
) -> Listed[MemberRead]:
    """List the members of your own body and their roles. Another body's members are 404."""
    found = people.list_members(orgnr, paging=page)
    return response.page(found, MemberRead, service.show_members(people, found))


@router.get("/v1/memberships/{membership_id}", responses=problems(NotPermitted, NotFound))
def read_membership(
    caller: HomeReader, membership: ShownMembership, people: ReadPeople, response: CurrentResponse
) -> MemberRead:
    """Read one member of your own body."""
    return response.versioned(MemberRead.of(membership, people.get(membership.person_id)))
