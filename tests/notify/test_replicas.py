"""Several replicas run the jobs by the clock at the same time, each again after a restart: everything comes once."""

from collections import Counter
from datetime import timedelta
from threading import Thread

from sqlalchemy import select
from sqlmodel import col

from services.kit import clock
from services.kit.data.database import Database
from services.notify.deliveries.domain import MailBounds
from services.notify.deliveries.models import Delivery
from services.notify.inbox.models import Message
from services.notify.jobs import remind_job, send_digests
from services.notify.tables import Table
from tests.notify.factories import Story
from tests.notify.mailing import MONDAY, choose, happen
from tests.support.service_fixtures import database_url_fixture

committing = database_url_fixture("notify", scope="function")

REPLICAS, TASKS = 3, 6


def run(url: str) -> None:
    """A replica, started anew after it has done its jobs."""
    for _ in range(2):
        database = Database(url, Table.metadata)
        remind_job(MailBounds()).run(database)
        send_digests(database)
        database.close()


def test_reminders_and_digests_come_once(committing: str) -> None:
    database, person_id = Database(committing, Table.metadata), "employee"
    choose(database, person_id, kinds={"reminders": "off", "candidacies": "daily"})
    with clock.stopped_at(MONDAY) as move:
        for _ in range(TASKS):
            due = (MONDAY + timedelta(days=14)).isoformat()
            story = Story(employee=person_id)
            happen(database, story.event("candidacy.invited", answer_by=due, with_offer=False))
            happen(database, Story(employee=person_id).event("candidacy.declined", reason="workload"))
        move(timedelta(days=7))
        replicas = [Thread(target=run, args=(committing,)) for _ in range(REPLICAS)]
        for replica in replicas:
            replica.start()
        for replica in replicas:
            replica.join()
    with database.read() as session:
        codes = Counter(session.scalars(select(col(Message.code))))
        digests = session.scalars(select(col(Delivery.digest_id)).where(col(Delivery.digest_id).is_not(None))).all()
    database.close()
    assert (codes["task_reminder"], len(digests)) == (TASKS, 1)
