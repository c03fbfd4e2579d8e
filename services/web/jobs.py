"""What web does by the clock."""

from services.kit.data.database import Database
from services.kit.events.jobs import Job
from services.web.forms import service as forms
from services.web.sessions import service as sessions

EVERY_SECONDS = 600


def forget_spent(database: Database) -> None:
    """Delete ended sessions, and what was typed and posted a while ago."""
    sessions.delete_old(database)
    forms.delete_old(database)


JOBS = [Job(name="forget_spent", every_seconds=EVERY_SECONDS, work=forget_spent)]
