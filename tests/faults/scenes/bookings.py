"""Calls in the same instant, and what went wrong with bookings where nobody looked."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import text

from services.kit.data.database import Database
from services.kit.errors import Busy, ServiceError
from services.placements.bookings.models import Booking
from tests.support.races import race_all


def race(*works: Callable[[], Any]) -> list[Any]:
    """Do all of it in the same instant, each in its own thread. What was refused is its error."""
    return race_all([partial(_settled, work) for work in works])


def _settled(work: Callable[[], Any]) -> Any:
    """The outcome, once it is not that others were in the way: PostgreSQL ends two that wait for each other."""
    outcome = attempt(work)
    while isinstance(outcome, Busy) or getattr(outcome, "status_code", 0) == Busy.status:
        outcome = attempt(work)
    return outcome


def attempt(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except ServiceError as refused:
        return refused


def overlaps(database: Database) -> list[tuple[UUID, UUID]]:
    """Pairs of bookings that bind one person on one day; none, where all is well."""
    bound = [booking for booking in bookings(database) if booking.state in {"accepted", "agreed"}]
    return [
        (one.candidacy_id, other.candidacy_id)
        for one, other in combinations(bound, 2)
        if one.person_id == other.person_id and one.starts <= other.ends and other.starts <= one.ends
    ]


def crowded_seats(database: Database) -> list[tuple[UUID, UUID]]:
    """Pairs of live bookings of one seat; none, where all is well."""
    live = [booking for booking in bookings(database) if booking.state != "released"]
    return [
        (one.candidacy_id, other.candidacy_id)
        for one, other in combinations(live, 2)
        if (one.need_id, one.seat_no) == (other.need_id, other.seat_no)
    ]


def bookings(database: Database) -> Sequence[Any]:
    with database.read() as session:
        return [booking.model_copy() for booking in session.query(Booking).all()]


def drop_guards(database: Database) -> None:
    """Take the database's own rules away."""
    person = {
        "postgresql": ["ALTER TABLE bookings DROP CONSTRAINT ex_bookings_person"],
        "sqlite": ["DROP TRIGGER ex_bookings_person_INSERT", "DROP TRIGGER ex_bookings_person_UPDATE"],
    }
    with database.write() as session:
        for statement in (*person[database.engine.dialect.name], "DROP INDEX uq_bookings_live_seat"):
            session.execute(text(statement))


def statuses(answers: list[httpx.Response]) -> list[int]:
    return sorted(answer.status_code for answer in answers)
