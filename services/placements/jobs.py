"""What placements does by the clock."""

from services.kit import clock
from services.kit.background import Job
from services.kit.database import Database
from services.placements import service
from services.placements.repository import Store

BATCH = 100


def expire_unanswered(database: Database) -> None:
    """End what nobody answered or decided in time, a hundred a transaction, until there is no more."""
    more = True
    while more:
        with database.write() as session:
            more = service.lapse_overdue(Store(session), at=clock.now(), limit=BATCH) == BATCH


def follow_calendar(database: Database) -> None:
    """Begin the agreed stays whose first day has come, and complete those whose last day is over."""
    more = True
    while more:
        with database.write() as session:
            store, today = Store(session), clock.today()
            started = service.start_due(store, on=today, limit=BATCH)
            completed = service.complete_due(store, on=today, limit=BATCH)
        more = BATCH in {started, completed}


JOBS = [
    Job(name="expire_unanswered", every_seconds=30, work=expire_unanswered),
    Job(name="follow_calendar", every_seconds=600, work=follow_calendar),
]
