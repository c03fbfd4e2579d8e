"""Substitutes for coordinators over HTTP."""

from fastapi import APIRouter

from services.auth.bodies.dependencies import OwnOrgnr
from services.auth.invitations.dependencies import NewInvitations
from services.auth.invitations.schemas import InvitationCreated
from services.auth.letters.errors import TooManyLetters
from services.auth.settings import Settings
from services.auth.substitutes import service
from services.auth.substitutes.dependencies import HomeCoordinator
from services.auth.substitutes.schemas import SubstituteCreate
from services.kit.errors import NotFound, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse

router = APIRouter(tags=["members"])


@router.post(
    "/v1/organisations/{orgnr}/substitutes",
    status_code=201,
    responses=problems(NotPermitted, PersonRequired, NotFound, TooManyLetters),
)
def appoint_substitute(
    *,
    caller: HomeCoordinator,
    orgnr: OwnOrgnr,
    invitations: NewInvitations,
    settings: Settings,
    asked: SubstituteCreate,
    response: CurrentResponse,
) -> InvitationCreated:
    """Appoint somebody, of your own body or another, to act as its coordinator for a while.

    They are mailed a single-use link, and are coordinator from when they accept until the day you name: they choose
    the body when they log in, and its tasks are theirs too. Whoever was a member before is one again after. End it
    before its time as you would any membership.
    """
    return response.created(service.appoint_substitute(invitations, asked, orgnr=orgnr, by=caller, settings=settings))
