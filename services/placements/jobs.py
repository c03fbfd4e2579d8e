"""What placements does on a schedule."""

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.jobs import Job
from services.kit.events.joins import move_late_job
from services.kit.events.successions import pass_on_late_job
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.service.endings import lapse_overdue, lapse_taken
from services.placements.candidacies.service.joins import join_people, rebind_left
from services.placements.candidacies.service.successions import pass_on
from services.placements.parties.models import Succession
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.amendments import lapse_amendments
from services.placements.placements.service.calendar import announce_ends, announce_starts, complete_due, start_due

BATCH = 100


def expire_unanswered(database: Database) -> None:
    """End what nobody answered or decided in time, a hundred in each transaction, until none is left."""
    more = True
    while more:
        with database.write() as session:
            more = lapse_overdue(CandidacyStore(session), at=clock.now(), limit=BATCH) == BATCH


def expire_taken(database: Database) -> None:
    """End the offers for days that another stay of the person's has taken since."""
    more = True
    while more:
        with database.write() as session:
            more = lapse_taken(CandidacyStore(session), limit=BATCH) == BATCH


def expire_amendments(database: Database) -> None:
    """End what was asked to change about stays and not decided in time."""
    more = True
    while more:
        with database.write() as session:
            more = lapse_amendments(PlacementStore(session), at=clock.now(), limit=BATCH) == BATCH


def follow_calendar(database: Database) -> None:
    """Begin the agreed stays whose first day has come, end those whose last day is over, and announce both."""
    more = True
    while more:
        with database.write() as session:
            store, today = PlacementStore(session), clock.today()
            started = start_due(store, on=today, limit=BATCH)
            completed = complete_due(store, on=today, limit=BATCH)
            starting = announce_starts(store, on=today, limit=BATCH)
            ending = announce_ends(store, on=today, limit=BATCH)
        more = BATCH in {started, completed, starting, ending}


def move_person(session: Session, ended: str, stays: str) -> None:
    join_people(CandidacyStore(session), ended, stays)


def rebind_people(database: Database) -> None:
    """Bind people whose accounts were joined by their stays that collide no more."""
    with database.write() as session:
        rebind_left(CandidacyStore(session))


def pass_body_on(session: Session, predecessor: str, successor: str) -> None:
    pass_on(CandidacyStore(session), predecessor, successor)


PASS_ON_LATE = pass_on_late_job(Succession, pass_body_on)
JOBS = [
    move_late_job(move_person),
    Job(name="rebind_people", every_seconds=60, work=rebind_people),
    Job(name="expire_unanswered", every_seconds=30, work=expire_unanswered),
    Job(name="expire_taken", every_seconds=30, work=expire_taken),
    Job(name="expire_amendments", every_seconds=30, work=expire_amendments),
    Job(name="follow_calendar", every_seconds=600, work=follow_calendar),
    PASS_ON_LATE,
]
