"""What needs does on a schedule."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.jobs import Job
from services.kit.events.joins import move_late_job
from services.kit.events.successions import pass_on_late_job
from services.needs import service
from services.needs.models import Succession
from services.needs.repository.needs import Needs

BATCH = 100
EVERY_SECONDS = 600  # a need lapses at midnight in Norway, and processes start at any hour: so look often


def close_lapsed_needs(database: Database) -> None:
    """Close the needs that lapsed before and are settled; then let those lapse that nobody can start in any more.

    In this order, so that a need is closed one look after it lapsed: an application of its last minute is known by
    then. A hundred in each transaction, until none is left.
    """
    _repeat(database, lambda needs: service.close_settled(needs, limit=BATCH))
    _repeat(database, lambda needs: service.lapse_late(needs, on=clock.today(), limit=BATCH))


def _repeat(database: Database, work: Callable[[Needs], int]) -> None:
    more = True
    while more:
        with database.write() as session:
            more = work(Needs(session)) == BATCH


def move_person(session: Session, ended: str, stays: str) -> None:
    Needs(session).pass_on(ended, stays)


def pass_on(session: Session, predecessor: str, successor: str) -> None:
    service.pass_on(Needs(session), predecessor, successor)


PASS_ON_LATE = pass_on_late_job(Succession, pass_on)
JOBS = [
    Job(name="close_lapsed_needs", every_seconds=EVERY_SECONDS, work=close_lapsed_needs),
    move_late_job(move_person),
    PASS_ON_LATE,
]
