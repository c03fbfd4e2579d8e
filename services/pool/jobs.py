"""What the pool does on a schedule."""

from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.successions import Successions
from services.kit.events.jobs import Job
from services.pool import service
from services.pool.models import Succession
from services.pool.repository import Experts

BATCH = 100


def expire_endorsements(database: Database) -> None:
    """End endorsements and pauses that ran out, a hundred in each transaction, until none is left."""
    more = True
    while more:
        with database.write() as session:
            experts, today = Experts(session), clock.today()
            expired = service.expire_lapsed(experts, on=today, limit=BATCH)
            resumed = service.resume_rested(experts, on=today, limit=BATCH)
        more = BATCH in {expired, resumed}


def pass_on_late(database: Database) -> None:
    """Pass on what came to a body after another had taken its place: a last sign-up there, or an older event."""
    with database.read() as session:
        successions = Successions(session, Succession).list_all()
    for predecessor, successor in successions:
        with database.write() as session:
            experts = Experts(session)
            if service.pass_on(experts, predecessor, successor):
                for expert in experts.list_live_at_homes_locked([successor]):
                    experts.publish(expert)


JOBS = [
    Job(name="expire_endorsements", every_seconds=60, work=expire_endorsements),
    Job(name="pass_on_late", every_seconds=30, work=pass_on_late),
]
