"""Every query about bookings."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from services.kit.data.repository import Repository
from services.kit.errors import NotFound
from services.placements.bookings.domain import HOLDS_SEAT, BookingState
from services.placements.bookings.errors import NoFreePlace, PersonAlreadyBooked
from services.placements.bookings.models import Booking


class Bookings(Repository[Booking]):
    """Seats and days. The database itself refuses to give a seat away twice, and to bind a person twice."""

    def get(self, candidacy_id: UUID) -> Booking:
        return self.one_or(NotFound(), select(Booking).where(col(Booking.candidacy_id) == candidacy_id))

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

    def move(self, booking: Booking, *, starts: date, ends: date, until: datetime) -> None:
        """Move a booking to other days. Raises PersonAlreadyBooked where another booking binds the person."""
        booking.starts, booking.ends, booking.expires_at = starts, ends, until
        self.add(booking, unless=PersonAlreadyBooked())

    def confirm(self, booking: Booking) -> None:
        booking.state, booking.expires_at = BookingState.AGREED, None
        self.add(booking)

    def release(self, booking: Booking) -> None:
        booking.state, booking.expires_at = BookingState.RELEASED, None
        self.add(booking)
