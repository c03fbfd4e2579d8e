"""The worker claims and records several deliveries at once, and one that it dies of harms no other."""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from services.kit import clock
from services.kit.data.database import Database
from services.notify.deliveries.channels import Channel
from services.notify.deliveries.domain import BATCH, LEASE, MAX_TRIES, Letter
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.repository import Deliveries
from services.notify.peers import Contact
from tests.notify.factories import Story, handle
from tests.notify.fakes import FakeChannel, FakePeers, a_worker
from tests.support.costs import counted

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


class Killed(BaseException):
    """The process is killed: nothing catches this."""


class DeadlyChannel:
    """A channel in which the process dies of one delivery, before that is sent."""

    def __init__(self, channel: Channel, deadly: UUID) -> None:
        self.channel, self.deadly = channel, deadly

    def send(self, letter: Letter) -> None:
        if letter.delivery_id == self.deadly:
            raise Killed()
        self.channel.send(letter)


class CountingPeers(FakePeers):
    """auth, which notes whom it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def find_contact(self, person_id: str) -> Contact | None:
        self.asked.append(person_id)
        return super().find_contact(person_id)


class TestBatch:
    def test_asks_for_each_address_once(self, database: Database) -> None:
        stories, peers, channel = [Story(), Story()], CountingPeers(), FakeChannel()
        for story in [*stories, *stories]:
            handle(database, story.event("expert.returned", reason="workload"))
        a_worker(channel, peers).send_due(database)
        assert len(channel.letters) == 4
        assert sorted(peers.asked) == sorted(story.employee for story in stories)

    def test_is_claimed_and_recorded_in_two_transactions(self, database: Database) -> None:
        channel = FakeChannel()
        for _ in range(BATCH):
            handle(database, Story().event("expert.returned", reason="workload"))
        with counted(database) as costs:
            a_worker(channel).send_due(database)
        assert (len(channel.letters), costs["commits"]) == (BATCH, 2)

    def test_one_that_workers_die_of_takes_no_other_along(self, database: Database) -> None:
        with clock.stopped_at(NOW) as move:
            for _ in range(3):
                handle(database, Story().event("expert.returned", reason="workload"))
            with database.read() as session:
                deadly = Deliveries(session).list_due(at=NOW)[1]
            channel = FakeChannel()
            for _ in range(3 * MAX_TRIES):
                with suppress(Killed):
                    a_worker(DeadlyChannel(channel, deadly)).send_due(database)
                move(LEASE)
        with database.read() as session:
            states = {delivery.id: delivery.state for delivery in session.scalars(select(Delivery))}
        assert states.pop(deadly) == "dead"
        assert set(states.values()) == {"delivered"}
