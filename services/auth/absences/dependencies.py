"""What the routes of absences are given: the caller and their absences."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.absences.models import Absence
from services.auth.absences.repository import Absences
from services.auth.access import person_id_of
from services.auth.bodies.dependencies import CallersOrgnr
from services.kit import clock
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.data.pagination import Page
from services.kit.web.responses import PageParams
from services.kit.web.session import ReadSession, WriteSession

AwayCoordinator = Annotated[Caller, Depends(caller_for("announce_absence", "list_my_absences", "withdraw_absence"))]


async def absences_to_change(session: WriteSession) -> Absences:
    return Absences(session)


ChangedAbsences = Annotated[Absences, Depends(absences_to_change)]


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
