"""Many events in one transaction have the effects that they have one by one, and all of them or none."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events import follower
from services.kit.events.follower import ReceivedEvent
from services.notify.deliveries.repository import Deliveries
from services.notify.tables import Table
from tests.notify.batches import contents, follow, mix
from tests.notify.factories import ROLES, Story, an_event
from tests.support.callers import BAERUM
from tests.support.databases import ENGINES, migrated_database, rolled_back

SUBMITTED = 20


@contextmanager
def migrated(engine: str) -> Iterator[Database]:
    with migrated_database(engine, "notify") as url:
        database = Database(url, Table.metadata)
        yield database
        database.close()


def submitted() -> list[ReceivedEvent]:
    """A coordinator is granted the role, and then notified of so many profiles by mail."""
    roles = ROLES["coordinator"]
    granted = an_event("membership.granted", str(uuid4()), orgs=[BAERUM], persons=["hr"], roles=roles)
    return [granted, *(Story().event("expert.submitted") for _ in range(SUBMITTED))]


def test_events_have_the_same_effects_together_as_one_by_one(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "BATCH_SECONDS", 60)
    with clock.stopped_at(clock.now()):
        events = mix(until=clock.now())
        found = []
        for batch in (1, follower.BATCH):
            monkeypatch.setattr(follower, "BATCH", batch)
            with rolled_back(database_url, Table.metadata) as database:
                follow(database, events)
                found.append(contents(database))
    one_by_one, together = found
    assert one_by_one == together
    assert all(one_by_one[name] for name in ("tasks", "party_answers", "messages", "deliveries", "absences"))
    assert not one_by_one["parked_events"]


def follow_until_killed(
    database: Database, events: list[ReceivedEvent], *, before: Callable[[Session], None] = lambda session: None
) -> None:
    """Follow in a process that is killed as it queues a batch's mails, its last writing but the position."""

    def die(deliveries: Deliveries, _mails: object, *, at: datetime) -> None:
        before(deliveries.session)
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        Deliveries.queue = die  # type: ignore[assignment, method-assign]  # in the child alone
        follow(Database(database.engine.url.render_as_string(hide_password=False), Table.metadata), events)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def counted(database: Database) -> tuple[int, int, int]:
    """How many tasks, messages and deliveries there are."""
    found = contents(database)
    return len(found["tasks"]), len(found["messages"]), len(found["deliveries"])


@pytest.mark.parametrize("engine", ENGINES)
def test_a_kill_in_mid_batch_leaves_nothing_and_loses_nothing(engine: str) -> None:
    with migrated(engine) as database:
        events = submitted()
        follow_until_killed(database, events)
        assert counted(database) == (0, 0, 0)
        follow(database, events)
        assert counted(database) == (SUBMITTED, SUBMITTED, SUBMITTED)


@pytest.mark.parametrize("engine", ENGINES)
def test_negative_control_a_commit_in_mid_batch_loses_the_mails(engine: str) -> None:
    """What was committed before the kill is not done again: the events count as received."""
    with migrated(engine) as database:
        events = submitted()
        follow_until_killed(database, events, before=lambda session: session.commit())
        follow(database, events)
        assert counted(database) == (SUBMITTED, SUBMITTED, 0)
