"""The table of bookings."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.kit.data.tables import UtcDateTime, one_of
from services.placements.bookings.domain import HOLDS_SEAT, BookingState
from services.placements.tables import Table

_HOLDS_SEAT = text(one_of("state", HOLDS_SEAT))


class Booking(Table, table=True):
    """The days and the seat a candidacy holds. The migration has the rules that the database enforces."""

    __tablename__ = "bookings"
    __table_args__ = (
        CheckConstraint(one_of("state", BookingState), name="state"),
        CheckConstraint("starts <= ends", name="days"),
        CheckConstraint("seat_no >= 1", name="seat_no"),
        Index(
            "uq_bookings_live_seat",
            "need_id",
            "seat_no",
            unique=True,
            sqlite_where=_HOLDS_SEAT,
            postgresql_where=_HOLDS_SEAT,
        ),
        Index("ix_bookings_person_id", "person_id"),
    )

    candidacy_id: UUID = Field(primary_key=True, foreign_key="candidacies.id")
    person_id: str = Field(max_length=64)  # who is bound, by whichever profile
    need_id: UUID
    seat_no: int = 1  # the first free one is found when it is held
    starts: date
    ends: date
    state: str = Field(default=BookingState.OFFERED, max_length=16)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
