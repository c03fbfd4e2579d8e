"""Every query about absences."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from services.auth.absences.models import Absence
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository
from services.kit.errors import NotFound

_NOT_WITHDRAWN = col(Absence.withdrawn_at).is_(None)


class Absences(Repository[Absence]):
    """Absences of coordinators. Lock the body before you announce one, since no two of a person may overlap."""

    def get_of_locked(self, person_id: UUID, orgnr: str, absence_id: UUID) -> Absence:
        """One of the person's own absences from the body, locked. Raises NotFound."""
        mine = (col(Absence.person_id) == person_id) & (col(Absence.orgnr) == orgnr)
        query = select(Absence).where(col(Absence.id) == absence_id, mine, _NOT_WITHDRAWN)
        return self.one_or(NotFound(), query.with_for_update())

    def list_of(self, person_id: UUID, orgnr: str, *, on: date, paging: PageRequest) -> Page[Absence]:
        """The person's absences from the body that are not over on that day."""
        query = select(Absence).where(col(Absence.person_id) == person_id, col(Absence.orgnr) == orgnr)
        query = query.where(_NOT_WITHDRAWN, col(Absence.end) >= on)
        return page_of(self.session, query, paging=paging, by=(col(Absence.announced_at), col(Absence.id)))

    def list_standing_locked(self, person_id: UUID, *, on: date) -> Sequence[Absence]:
        """The person's absences from any body that are not over on that day, locked."""
        query = select(Absence).where(col(Absence.person_id) == person_id, _NOT_WITHDRAWN, col(Absence.end) >= on)
        return self.session.scalars(query.order_by(col(Absence.id)).with_for_update()).all()

    def list_overlapping_locked(self, orgnr: str, *, start: date, end: date) -> Sequence[Absence]:
        """Everybody's absences from the body that share a day with these, locked."""
        query = select(Absence).where(col(Absence.orgnr) == orgnr, _NOT_WITHDRAWN)
        query = query.where(col(Absence.start) <= end, col(Absence.end) >= start)
        return self.session.scalars(query.order_by(col(Absence.id)).with_for_update()).all()
