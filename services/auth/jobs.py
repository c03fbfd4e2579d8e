"""What auth does by the clock."""

from datetime import timedelta

from services.auth.repository import Codes, Guesses
from services.kit import clock
from services.kit.background import Job
from services.kit.database import Database

KEPT = timedelta(hours=1)  # past their use, for whoever looks into a refused login


def forget_spent(database: Database) -> None:
    """Remove codes that nobody can use any more, and counts that no longer count."""
    with database.write() as session:
        Codes(session).forget_expired(before=clock.now() - KEPT)
        Guesses(session).forget_old(before=clock.now() - KEPT)


JOBS = [Job(name="forget_spent", every_seconds=600, work=forget_spent)]
