"""What tests of quiet hours, digests and reminders do: let events happen, let jobs run, and read the mail."""

from datetime import UTC, datetime, timedelta
from typing import Any

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.notify.deliveries.domain import MailBounds
from services.notify.followers import followers
from services.notify.jobs import remind_job, send_digests
from services.notify.preferences.models import Preference
from services.notify.settings import NotifySettings
from tests.notify.fakes import FakeChannel, a_worker

QUIETLY = followers(NotifySettings())  # as in production: mail waits for people's hours
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)  # ten in Norway


def happen(database: Database, *events: ReceivedEvent) -> None:
    """Have each event handled as the followers do in production."""
    for event in events:
        (follower,) = (follower for follower in QUIETLY if follower.handles(event.type))
        with database.write() as session:
            follower.handle(session, [event])


def run_jobs(database: Database, channel: FakeChannel) -> list[str]:
    """Let the clock's jobs and the worker do what is due now. Returns the subjects of the new letters."""
    before = len(channel.letters)
    remind_job(MailBounds()).run(database)
    send_digests(database)
    a_worker(channel).send_due(database)
    return [letter.subject for letter in channel.letters[before:]]


def mail_until(database: Database, channel: FakeChannel, until: datetime, move: object) -> dict[str, list[str]]:
    """Let hour after hour pass. Returns what was mailed when, in Norway's winter time."""
    mailed: dict[str, list[str]] = {}
    while clock.now() < until:
        subjects = run_jobs(database, channel)
        if subjects:
            mailed[f"{clock.now() + timedelta(hours=1):%a %d %H:%M}"] = subjects
        move(timedelta(hours=1))  # type: ignore[operator]  # what `stopped_at` yields
    return mailed


def choose(database: Database, person_id: str, **chosen: Any) -> None:
    with database.write() as session:
        session.merge(Preference(person_id=person_id, **chosen))
