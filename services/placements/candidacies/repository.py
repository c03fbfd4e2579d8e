"""Every query about candidacies.

A transaction locks in the order of the nouns: candidacies before placements before bookings, and the rows of each by
id. A job takes overdue rows only where no other transaction has locked them. So no two transactions wait for each
other.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from services.placements.bookings.models import Booking
from services.placements.bookings.repository import Bookings
from services.placements.candidacies.domain import OPEN, CandidacyState
from services.placements.candidacies.models import Candidacy
from services.placements.parties.repository import Cases
from services.placements.placements.repository import Placements, PlacementStore
from services.scheme.parties import Party


class Candidacies(Cases[Candidacy]):
    model = Candidacy
    noun = "candidacy"

    def pass_on(self, from_id: str, to: str) -> int:
        offered = update(Candidacy).where(col(Candidacy.offered_by) == from_id)
        self.session.execute(offered.values(offered_by=to))
        return super().pass_on(from_id, to)

    def list_open_locked(self, **named: UUID | str | None) -> Sequence[Candidacy]:
        """Open candidacies of the named expert, need or person, locked in the order of their ids."""
        return self._locked(col(Candidacy.state).in_(OPEN), *self._named(**named))

    def list_withdrawals(self, expert_id: UUID, need_id: UUID, *, by: Party, limit: int) -> Sequence[date]:
        """The days on which that party withdrew candidacies of these two, newest first."""
        theirs = (*self._named(expert_id=expert_id, need_id=need_id), col(Candidacy.withdrawn_by) == by)
        newest = col(Candidacy.withdrawn_on).desc()
        days = self.session.scalars(select(col(Candidacy.withdrawn_on)).where(*theirs).order_by(newest).limit(limit))
        return [day for day in days if day is not None]

    def lock_offers(self, person_id: str) -> Sequence[Candidacy]:
        """Lock every offer to a person: concurrent acceptances then wait for one another instead of crossing."""
        return self._locked(col(Candidacy.state) == CandidacyState.OFFERED, col(Candidacy.person_id) == person_id)

    def list_lapsed(self, *, at: datetime, limit: int, **named: UUID | str | None) -> Sequence[Candidacy]:
        """Invitations and offers that nobody answered in time."""
        unanswered = and_(col(Candidacy.state).in_(OPEN), col(Candidacy.answer_by) <= at)
        return self._idle(unanswered, *self._named(**named), limit=limit)

    def list_overlapping_offers(self, candidacy: Candidacy, *, starts: date, ends: date) -> Sequence[Candidacy]:
        """Other offers to the same person, by whichever profile, for some of the same days."""
        query = (
            select(Candidacy)
            .join(Booking, col(Booking.candidacy_id) == col(Candidacy.id))
            .where(col(Candidacy.person_id) == candidacy.person_id, col(Candidacy.id) != candidacy.id)
            .where(col(Candidacy.state) == CandidacyState.OFFERED)
            .where(col(Booking.starts) <= ends, col(Booking.ends) >= starts)
        )
        return self.session.scalars(query.order_by(col(Candidacy.id))).all()


class CandidacyStore(PlacementStore):
    """What the use cases of candidacies read and change, in one transaction: placements and bookings too."""

    def __init__(
        self,
        session: Session,
        *,
        candidacies: type[Candidacies] = Candidacies,
        placements: type[Placements] = Placements,
        bookings: type[Bookings] = Bookings,
    ) -> None:
        super().__init__(session, placements=placements, bookings=bookings)
        self.candidacies = candidacies(session)
