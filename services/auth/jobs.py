"""What auth does by the clock."""

from datetime import timedelta

from services.auth.repository import Codes, Guesses, Letters, RefreshTokens, Sessions, UsedAssertions
from services.kit import clock
from services.kit.background import Job
from services.kit.database import Database

KEPT = timedelta(hours=1)  # past their use, for whoever looks into a refused login
SESSIONS_KEPT = timedelta(days=30)  # past their end, for whoever looks into a strange one


def forget_spent(database: Database) -> None:
    """Remove what nobody can use any more: codes, tokens, assertions, counts that no longer count, old logins."""
    with database.write() as session:
        Codes(session).forget_expired(before=clock.now() - KEPT)
        UsedAssertions(session).forget_expired(before=clock.now() - KEPT)
        RefreshTokens(session).forget_expired(before=clock.now() - SESSIONS_KEPT)
        Sessions(session).forget_old(before=clock.now() - SESSIONS_KEPT)
        Letters(session).forget_expired(before=clock.now() - KEPT)
        Guesses(session).forget_old(before=clock.now() - KEPT)


JOBS = [Job(name="forget_spent", every_seconds=600, work=forget_spent)]
