"""What the pool does by the clock."""

from services.kit import clock
from services.kit.background import Job
from services.kit.database import Database
from services.pool import service
from services.pool.repository import Experts

BATCH = 100


def expire_endorsements(database: Database) -> None:
    """End what ran out, a hundred a transaction, until there is no more."""
    more = True
    while more:
        with database.write() as session:
            experts, today = Experts(session), clock.today()
            expired = service.expire_lapsed(experts, on=today, limit=BATCH)
            resumed = service.resume_rested(experts, on=today, limit=BATCH)
        more = BATCH in {expired, resumed}


JOBS = [Job(name="expire_endorsements", every_seconds=60, work=expire_endorsements)]
