"""What notify does by the clock."""

from datetime import datetime

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.jobs import Job
from services.notify.deliveries.domain import MailBounds
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.repository import Deliveries
from services.notify.digests.repository import Digests
from services.notify.preferences.domain import Hours, Pace, Wishes
from services.notify.preferences.repository import Preferences
from services.notify.reminders.service import remind
from services.scheme.days import day_of

BATCH = 100


def remind_job(bounds: MailBounds) -> Job:
    """Remind people of what waits for them."""

    def remind_due(database: Database) -> None:
        more = True
        while more:
            with database.write() as session:
                more = remind(session, at=clock.now(), limit=BATCH, bounds=bounds) == BATCH

    return Job(name="remind", every_seconds=60, work=remind_due)


def queue_digests(session: Session, *, at: datetime, limit: int) -> int:
    """Queue the digests that are due: one a day for each person, none where all was read. Returns for how many."""
    digests = Digests(session)
    people = digests.list_people_due(at=at, limit=limit)
    wishes = Preferences(session).list_wishes(people)
    for person_id in people:
        digests.drop_read(person_id)
        if digests.has_due(person_id, at=at):
            _queue_digest(session, person_id, wishes.get(person_id, Wishes()).hours, at)
    return len(people)


def _queue_digest(session: Session, person_id: str, hours: Hours, at: datetime) -> None:
    """Queue the person's digest of the day, unless it was sent: then the rest waits for the next one."""
    digests, opens = Digests(session), hours.next_open(at)
    digest_id = digests.open(person_id, day=day_of(at)) if opens == at else None
    if digest_id is None:
        later = opens if opens > at else hours.next_digest(at, Pace.DAILY)
        digests.postpone(person_id, at=at, until=later)
        return
    digests.fill(digest_id, person_id, at=at)
    Deliveries(session).add(Delivery(digest_id=digest_id, event_id=str(digest_id), person_id=person_id))


def send_digests(database: Database) -> None:
    """Queue the digests that are due."""
    more = True
    while more:
        with database.write() as session:
            more = queue_digests(session, at=clock.now(), limit=BATCH) == BATCH


SEND_DIGESTS = Job(name="send_digests", every_seconds=60, work=send_digests)
