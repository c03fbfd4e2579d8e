"""What was sent is recorded, whatever breaks and however long the database is away; else it would be sent again."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from services.kit.data.database import Database
from services.kit.errors import Busy
from services.notify.deliveries.domain import LEASE
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.service.claims import conclude
from services.notify.deliveries.worker import RECORD_WAITS
from tests.notify.factories import Story, handle
from tests.notify.fakes import FakeChannel, FaultyChannel, a_worker
from tests.notify.rows import the_delivery


@pytest.fixture
def queued(database: Database, story: Story) -> None:
    handle(database, story.event("expert.returned", reason="workload"))


class TestRecording:
    def test_one_that_breaks_takes_no_other_along(self, database: Database, queued: None) -> None:
        handle(database, Story().event("expert.returned", reason="workload"))
        channel = FaultyChannel(KeyError("Kari"), once=True)
        for _ in range(2):
            a_worker(channel).send_due(database)
        with database.read() as session:
            ended = sorted((one.state, one.reason) for one in session.scalars(select(Delivery)))
        assert ended == [("delivered", None), ("failed", "unexpected")]
        assert len(channel.given) == len(set(channel.given)) == 2

    def test_waits_for_a_database_that_is_away(
        self, database: Database, queued: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("services.notify.deliveries.worker.conclude", busy := BusyTimes(len(RECORD_WAITS)))
        waits, channel = list[float](), FakeChannel()
        replace(a_worker(channel), wait=waits.append).send_due(database)
        assert (the_delivery(database).state, waits) == ("delivered", list(RECORD_WAITS))
        assert busy.left == 0

    def test_gives_up_within_the_lease(self, database: Database, queued: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("services.notify.deliveries.worker.conclude", BusyTimes(100))
        waits = list[float]()
        with pytest.raises(Busy):
            replace(a_worker(), wait=waits.append).send_due(database)
        assert sum(waits) < LEASE.total_seconds() / 5


class BusyTimes:
    """Recording, which finds the database away so many times."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, *args: Any, **named: Any) -> None:
        if self.left:
            self.left -= 1
            raise Busy()
        conclude(*args, **named)
