"""The states of a booking, and what each of them holds."""

from enum import StrEnum


class BookingState(StrEnum):
    OFFERED = "offered"  # holds the seat
    ACCEPTED = "accepted"  # holds the person too
    AGREED = "agreed"
    RELEASED = "released"


HOLDS_SEAT = (BookingState.OFFERED, BookingState.ACCEPTED, BookingState.AGREED)
HOLDS_PERSON = (BookingState.ACCEPTED, BookingState.AGREED)
