"""What the pool does on a schedule."""

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.jobs import Job
from services.pool import service
from services.pool.repository.experts import Experts

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


JOBS = [Job(name="expire_endorsements", every_seconds=60, work=expire_endorsements)]
