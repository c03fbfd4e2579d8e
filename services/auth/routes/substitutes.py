"""Substitutes for coordinators, over HTTP."""

from fastapi import APIRouter

from services.auth.dependencies import HomeCoordinator, NewInvitations, OwnOrgnr, Settings
from services.auth.errors import TooManyLetters
from services.auth.schemas import InvitationCreated, SubstituteCreate
from services.auth.service import substitutes
from services.kit.answer import Answering
from services.kit.errors import NotFound, NotPermitted, PersonRequired
from services.kit.problems import problems

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
    answer: Answering,
) -> InvitationCreated:
    """Appoint somebody, of your own body or another, to act as its coordinator for a while.

    They are mailed a single-use link, and are coordinator from when they accept until the day you name: they choose
    the body when they log in, and its tasks are theirs too. Whoever was a member before is one again after. End it
    before its time as you would any membership.
    """
    return answer.created(substitutes.appoint_substitute(invitations, asked, orgnr=orgnr, by=caller, settings=settings))
