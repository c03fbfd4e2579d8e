"""What the routes of absences are given: the caller, their membership, their absences."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.absences.models import Absence
from services.auth.absences.repository import Absences
from services.auth.access import person_id_of
from services.auth.bodies.dependencies import CallersOrgnr
from services.auth.bodies.repository import Organisations
from services.auth.people.dependencies import ChangedPeople
from services.auth.people.models import Membership
from services.kit import clock
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.data.pagination import Page
from services.kit.errors import NotFound
from services.kit.web.responses import PageParams
from services.kit.web.session import ReadSession, WriteSession

AwayCoordinator = Annotated[Caller, Depends(caller_for("announce_absence", "list_my_absences", "withdraw_absence"))]


async def absences_to_change(session: WriteSession) -> Absences:
    return Absences(session)


ChangedAbsences = Annotated[Absences, Depends(absences_to_change)]


def own_membership(caller: AwayCoordinator, orgnr: CallersOrgnr, people: ChangedPeople) -> Membership:
    """Return the coordinator's membership in the body of the token. Locks the body, then it. Raises NotFound."""
    Organisations(people.session).get_locked(orgnr)
    membership = people.find_membership(person_id_of(caller), orgnr)
    if membership is None:
        raise NotFound()
    return membership


def my_absence(absence_id: UUID, caller: AwayCoordinator, orgnr: CallersOrgnr, absences: ChangedAbsences) -> Absence:
    """Return one of the caller's own absences from the body of the token, locked. Raises NotFound."""
    return absences.get_of_locked(person_id_of(caller), orgnr, absence_id)


def my_absences(
    caller: AwayCoordinator, orgnr: CallersOrgnr, session: ReadSession, paging: PageParams
) -> Page[Absence]:
    """Return a page of the caller's own absences from the body of the token that are not over."""
    return Absences(session).list_of(person_id_of(caller), orgnr, on=clock.today(), paging=paging)


MyAbsence = Annotated[Absence, Depends(my_absence)]
MyAbsencesPage = Annotated[Page[Absence], Depends(my_absences)]
OwnMembership = Annotated[Membership, Depends(own_membership)]
