"""Absences of coordinators over HTTP."""

from fastapi import APIRouter

from services.auth.absences import service
from services.auth.absences.dependencies import (
    AwayCoordinator,
    ChangedAbsences,
    MyAbsence,
    MyAbsencesPage,
)
from services.auth.absences.schemas import AbsenceAnnounced, AbsenceCreate, AbsenceRead
from services.auth.members.dependencies import OwnMembership
from services.auth.people.dependencies import ChangedPeople
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse

router = APIRouter(tags=["members"])


@router.post("/v1/me/absences", status_code=201, responses=problems(NotPermitted, PersonRequired, NotFound))
def announce_absence(
    caller: AwayCoordinator,
    membership: OwnMembership,
    people: ChangedPeople,
    asked: AbsenceCreate,
    response: CurrentResponse,
) -> AbsenceAnnounced:
    """Say from when to when you are away from the body you act for.

    On those days what is asked of its coordinators goes to the others, substitutes included, and not to you; where
    nobody else is there it still comes to you, and `warnings` says so now. Days that overlap an absence you announced
    before make one with it. Your role, and what you may do, stay as they are.
    """
    return response.created(service.announce(people, membership, asked, by=caller))


@router.get("/v1/me/absences", responses=problems(NotPermitted, PersonRequired, InvalidCursor))
def list_my_absences(caller: AwayCoordinator, page: MyAbsencesPage, response: CurrentResponse) -> Listed[AbsenceRead]:
    """List your absences from the body you act for that are not over."""
    return response.page(page, AbsenceRead, [AbsenceRead.of(absence) for absence in page.items])


@router.delete("/v1/me/absences/{absence_id}", responses=problems(NotPermitted, PersonRequired, NotFound))
def withdraw_absence(
    caller: AwayCoordinator, absence: MyAbsence, absences: ChangedAbsences, response: CurrentResponse
) -> AbsenceRead:
    """Take an absence back, before it begins or on your return."""
    return response.versioned(service.withdraw(absences, absence, by=caller))
