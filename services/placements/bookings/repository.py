"""Every query about bookings."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from services.kit.data.repository import Repository
from services.kit.data.tables import tables_for
from services.kit.errors import NotFound
from services.placements.bookings.domain import HOLDS_PERSON, HOLDS_SEAT, BookingState
from services.placements.bookings.errors import NoFreePlace, PersonAlreadyBooked
from services.placements.bookings.models import Booking


class Bookings(Repository[Booking]):
    """Seats and days. The database itself refuses to give a seat away twice, and to bind a person twice."""

    def get(self, candidacy_id: UUID) -> Booking:
        """The booking, as this transaction has read it already. Raises NotFound."""
        booking = self.find(candidacy_id)
        if booking is None:
            raise NotFound()
        return booking

    def get_locked(self, candidacy_id: UUID) -> Booking:
        """The booking, locked until the transaction ends. Raises NotFound."""
        query = select(Booking).where(col(Booking.candidacy_id) == candidacy_id).with_for_update()
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def find(self, candidacy_id: UUID) -> Booking | None:
        return self.session.get(Booking, candidacy_id)

    def seats_of(self, candidacy_ids: Sequence[UUID]) -> Mapping[UUID, int]:
        """The seats these candidacies hold."""
        held = and_(col(Booking.candidacy_id).in_(candidacy_ids), col(Booking.state).in_(HOLDS_SEAT))
        query = select(col(Booking.candidacy_id), col(Booking.seat_no)).where(held)
        return {row[0]: row[1] for row in self.session.execute(query)}

    def list_free_seats(self, need_id: UUID, *, places: int) -> list[int]:
        live = and_(col(Booking.need_id) == need_id, col(Booking.state).in_(HOLDS_SEAT))
        taken = set(self.session.scalars(select(col(Booking.seat_no)).where(live)))
        return [seat for seat in range(1, places + 1) if seat not in taken]

    def hold_seat(self, booking: Booking, *, places: int) -> None:
        """Take the first free seat. Raises NoFreePlace where each is taken, or was taken by others meanwhile."""
        for seat_no in self.list_free_seats(booking.need_id, places=places):
            booking.seat_no = seat_no
            try:
                with self.session.begin_nested():
                    self.session.add(booking)
            except IntegrityError:
                continue
            return
        raise NoFreePlace()

    def refuse_crowded(self, booking: Booking, *, places: int, by: Collection[BookingState]) -> None:
        """Raises NoFreePlace where others in these states take all the places of the need, which may have lost some.

        Locks the need's live bookings, always in the same order, so that two concurrent calls never both take the
        last place.
        """
        live = and_(col(Booking.need_id) == booking.need_id, col(Booking.state).in_(HOLDS_SEAT))
        query = select(Booking).where(live).order_by(col(Booking.candidacy_id)).with_for_update()
        bookings = self.session.scalars(query.execution_options(populate_existing=True)).all()
        others = [one for one in bookings if one.state in by and one.candidacy_id != booking.candidacy_id]
        if len(others) >= places:
            raise NoFreePlace()

    def hold_person(self, booking: Booking, *, until: datetime) -> None:
        """Bind the person on these days. Raises PersonAlreadyBooked where another booking does."""
        booking.state, booking.expires_at = BookingState.ACCEPTED, until
        self.add(booking, unless=PersonAlreadyBooked())

    def move(self, booking: Booking, *, person_id: str, starts: date, ends: date, until: datetime) -> None:
        """Move a booking to other days. Raises PersonAlreadyBooked where another booking binds the person."""
        booking.starts, booking.ends, booking.expires_at, booking.person_id = starts, ends, until, person_id
        self.add(booking, unless=PersonAlreadyBooked())

    def span(self, booking: Booking, *, starts: date, ends: date) -> None:
        """Bind the person on these days instead. Raises PersonAlreadyBooked where another booking does."""
        booking.starts, booking.ends = starts, ends
        self.add(booking, unless=PersonAlreadyBooked())

    def confirm(self, booking: Booking, *, person_id: str) -> None:
        """Bind the person for good. Raises PersonAlreadyBooked where another booking of an account they had does."""
        booking.state, booking.expires_at, booking.person_id = BookingState.AGREED, None, person_id
        self.add(booking, unless=PersonAlreadyBooked())

    def list_locked(self, person_id: str) -> Sequence[Booking]:
        """The bookings that bind this id, in the order of their first days."""
        query = select(Booking).where(col(Booking.person_id) == person_id)
        return self.session.scalars(
            query.order_by(col(Booking.starts), col(Booking.candidacy_id)).with_for_update()
        ).all()

    def list_clashing(self, booking: Booking, person_id: str) -> Sequence[Booking]:
        """The other bookings that bind this id on some of the days; none where the booking binds nobody."""
        if booking.state not in HOLDS_PERSON:
            return []
        query = select(Booking).where(col(Booking.person_id) == person_id, col(Booking.state).in_(HOLDS_PERSON))
        query = query.where(col(Booking.starts) <= booking.ends, col(Booking.ends) >= booking.starts)
        return self.session.scalars(query.where(col(Booking.candidacy_id) != booking.candidacy_id)).all()

    def list_left_locked(self) -> Sequence[tuple[Booking, str]]:
        """The bookings that bind the id of an account that ended, each with the person who stays."""
        joined = tables_for(Booking.metadata).joined_people
        query = select(Booking, joined.c.joined_into).join(joined, joined.c.person_id == col(Booking.person_id))
        return [(row[0], row[1]) for row in self.session.execute(query.with_for_update(of=Booking))]

    def release(self, booking: Booking) -> None:
        booking.state, booking.expires_at = BookingState.RELEASED, None
        self.add(booking)
