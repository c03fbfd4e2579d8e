"""What the pool does on a schedule."""

from datetime import timedelta

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.jobs import Job
from services.kit.events.joins import move_late_job
from services.kit.events.successions import pass_on_late_job
from services.pool.models import Succession
from services.pool.peers import Peers
from services.pool.repository.experts import Experts
from services.pool.repository.renames import Renames
from services.pool.service import endorsements, lapses
from services.pool.service import experts as service
from services.pool.settings import PoolSettings

BATCH = 100
NAMES_SECONDS = 1  # how long a profile shows the name from before, at most
QUIET_SECONDS = 10  # the names that a process noted which has died wait longer


def expire_endorsements(database: Database) -> None:
    """End endorsements and pauses that ran out, and warn of those that will; a hundred in each transaction."""
    more = True
    while more:
        with database.write() as session:
            experts, today = Experts(session), clock.today()
            expired = endorsements.expire_lapsed(experts, on=today, limit=BATCH)
            resumed = service.resume_rested(experts, on=today, limit=BATCH)
            warned = endorsements.warn_of_ends(experts, on=today, limit=BATCH)
        more = BATCH in {expired, resumed, warned}


def end_untouched_job(settings: PoolSettings) -> Job:
    """Return what home agencies have not answered in time, and withdraw what its experts left alone."""

    def end_untouched(database: Database) -> None:
        more = True
        while more:
            with database.write() as session:
                experts, now = Experts(session), clock.now()
                unanswered, idle = now - timedelta(days=settings.answer_days), now - timedelta(days=settings.idle_days)
                returned = lapses.return_unanswered(experts, before=unanswered, limit=BATCH)
                withdrawn = lapses.withdraw_idle(experts, before=idle, limit=BATCH)
            more = BATCH in {returned, withdrawn}

    return Job(name="end_untouched", every_seconds=600, work=end_untouched)


def read_names_job(peers: Peers) -> Job:
    """Ask auth for the names of people who were renamed, and give them to their profiles."""

    def read_names(database: Database) -> None:
        with database.read() as session:
            renames = Renames(session).list_noted(limit=BATCH)
        for rename in renames:
            known = peers.find_name(rename.person_id)
            with database.write() as session:
                if known is not None:
                    service.rename_person(Experts(session), rename.person_id, known.name)
                Renames(session).forget(rename)

    return Job(name="read_names", every_seconds=NAMES_SECONDS, quiet_seconds=QUIET_SECONDS, work=read_names)


def move_person(session: Session, ended: str, stays: str) -> None:
    service.join_people(Experts(session), ended, stays)


def pass_on(session: Session, predecessor: str, successor: str) -> None:
    experts = Experts(session)
    if service.pass_on(experts, predecessor, successor):
        for expert in experts.list_live_at_homes_locked([successor]):
            experts.publish(expert)


PASS_ON_LATE = pass_on_late_job(Succession, pass_on)
JOBS = [
    Job(name="expire_endorsements", every_seconds=60, work=expire_endorsements),
    move_late_job(move_person),
    PASS_ON_LATE,
]
