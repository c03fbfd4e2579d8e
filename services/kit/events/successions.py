"""What comes to a body after another has taken its place: a last sign-up there, or an older event of another feed."""

from collections.abc import Callable
from functools import partial

from sqlalchemy.orm import Session

from services.kit.data.database import Database
from services.kit.data.successions import SuccessionColumns, Successions
from services.kit.events.jobs import Job

EVERY_SECONDS = 30

PassOn = Callable[[Session, str, str], None]  # gives what the first body has to the second; safe to repeat


def pass_on_late_job(table: type[SuccessionColumns], pass_on: PassOn) -> Job:
    """Repeat the moves of all successions. `table` is where the service stores them."""
    work = partial(_pass_on_late, table=table, pass_on=pass_on)
    return Job(name="pass_on_late", every_seconds=EVERY_SECONDS, work=work)


def _pass_on_late(database: Database, *, table: type[SuccessionColumns], pass_on: PassOn) -> None:
    with database.read() as session:
        successions = Successions(session, table).list_all()
    for predecessor, successor in successions:
        with database.write() as session:
            pass_on(session, predecessor, successor)
