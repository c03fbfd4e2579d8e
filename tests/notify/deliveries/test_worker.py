"""The worker sends each delivery once, which ends delivered, failed or dead, whatever is killed."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import select

from services.kit import clock, context
from services.kit.data.database import Database
from services.kit.errors import Busy, PeerUnavailable
from services.kit.language import Language
from services.notify.deliveries.channels import Channel
from services.notify.deliveries.channels.maildir import Maildir
from services.notify.deliveries.domain import LEASE, MAX_TRIES, Letter
from services.notify.deliveries.errors import ChannelMisconfigured, ChannelUnavailable, Deferred
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.repository import Deliveries
from services.notify.deliveries.worker import Worker
from services.notify.peers import Contact
from services.notify.preferences.models import Preference
from services.notify.tables import Table
from tests.notify.factories import Story, handle
from tests.notify.fakes import FakeChannel, FakePeers, FaultyChannel, a_worker
from tests.notify.rows import the_delivery
from tests.support.service_fixtures import database_url_fixture

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def story(database: Database) -> Story:
    """An employee whose profile was returned, with one mail about it to send."""
    story = Story()
    with clock.stopped_at(NOW):
        handle(database, story.event("expert.returned", reason="workload"))
    return story


class TestSendDue:
    def test_asks_for_the_address_and_sends(self, database: Database, story: Story) -> None:
        channel = FakeChannel()
        a_worker(channel).send_due(database)
        (letter,) = channel.letters
        assert (letter.to, letter.subject) == (f"{story.employee}@kommune.example", "Profilen din er sendt tilbake")
        assert "arbeidsmengde" in letter.text
        sent = the_delivery(database)
        assert (sent.state, sent.tries, sent.next_try_at) == ("delivered", 1, None)
        assert sent.delivered_at is not None

    def test_sends_nothing_twice(self, database: Database, story: Story) -> None:
        channel = FakeChannel()
        for _ in range(3):
            a_worker(channel).send_due(database)
        assert (len(channel.letters), the_delivery(database).tries) == (1, 1)

    def test_writes_in_the_language_of_the_account(self, database: Database, story: Story) -> None:
        channel = FakeChannel()
        a_worker(channel, FakePeers(language=Language.NN)).send_due(database)
        assert channel.letters[0].subject == "Profilen din er send tilbake"

    def test_writes_in_the_language_of_the_preferences(self, database: Database, story: Story) -> None:
        with database.write() as session:
            session.add(Preference(person_id=story.employee, language="en"))
        channel = FakeChannel()
        a_worker(channel).send_due(database)
        assert (channel.letters[0].subject, channel.letters[0].language) == ("Your profile was returned", "en")

    def test_sends_nothing_where_mail_was_turned_off_meanwhile(self, database: Database) -> None:
        story = Story()
        handle(database, story.event("expert.endorsed", valid_until="2027-11-23"))
        with database.write() as session:
            session.add(Preference(person_id=story.employee, email="off"))
        channel = FakeChannel()
        a_worker(channel).send_due(database)
        assert (the_delivery(database).state, the_delivery(database).reason) == ("dead", "turned_off")
        assert channel.letters == []

    def test_gives_up_where_auth_does_not_know_the_person(self, database: Database, story: Story) -> None:
        a_worker(FakeChannel(), FakePeers(unknown=True)).send_due(database)
        assert (the_delivery(database).state, the_delivery(database).reason) == ("dead", "person_unknown")

    def test_asks_for_no_address_inside_a_transaction(self, database: Database, story: Story) -> None:
        a_worker(FakeChannel(), PeersOutsideTransactions()).send_due(database)
        assert the_delivery(database).state == "delivered"


class PeersOutsideTransactions(FakePeers):
    """auth, which refuses requests from inside a transaction, as the kit's peer does."""

    def find_contact(self, person_id: str) -> Contact | None:
        assert not context.current().in_transaction
        return super().find_contact(person_id)


class TestBackOff:
    def test_waits_longer_after_each_failure(self, database: Database, story: Story) -> None:
        channel = FakeChannel(failures=2)
        with clock.stopped_at(NOW) as move:
            a_worker(channel).send_due(database)
            failed = the_delivery(database)
            assert (failed.state, failed.reason) == ("failed", "channel_unavailable")
            assert failed.next_try_at == NOW + timedelta(minutes=1)
            move(timedelta(seconds=59))
            a_worker(channel).send_due(database)
            assert the_delivery(database).tries == 1
            move(timedelta(seconds=1))
            a_worker(channel).send_due(database)
            assert the_delivery(database).next_try_at == NOW + timedelta(minutes=6)
            move(timedelta(minutes=5))
            a_worker(channel).send_due(database)
        assert (the_delivery(database).state, the_delivery(database).tries, len(channel.letters)) == ("delivered", 3, 1)

    def test_tries_again_when_auth_is_back(self, database: Database, story: Story) -> None:
        channel, auth = FakeChannel(), FakePeers(away=True)
        with clock.stopped_at(NOW) as move:
            a_worker(channel, auth).send_due(database)
            assert (the_delivery(database).state, the_delivery(database).reason) == ("failed", "peer-unavailable")
            auth.away = False
            move(timedelta(minutes=1))
            a_worker(channel, auth).send_due(database)
        assert the_delivery(database).state == "delivered"

    @pytest.mark.parametrize("fault", [Deferred(), KeyError("Kari")], ids=["deferred", "a fault of ours"])
    def test_ends_after_the_last_try(self, database: Database, story: Story, fault: Exception) -> None:
        with clock.stopped_at(NOW) as move:
            for _ in range(MAX_TRIES + 3):
                a_worker(FaultyChannel(fault)).send_due(database)
                move(timedelta(days=2))
        assert (the_delivery(database).state, the_delivery(database).tries) == ("dead", MAX_TRIES)

    @pytest.mark.parametrize("fault", [ChannelUnavailable(), ChannelMisconfigured(), PeerUnavailable(peer="auth")])
    def test_never_ends_where_the_letter_is_not_to_blame(
        self, database: Database, story: Story, fault: Exception
    ) -> None:
        channel = FakeChannel()
        with clock.stopped_at(NOW) as move:
            for _ in range(MAX_TRIES + 3):
                a_worker(FaultyChannel(fault)).send_due(database)
                assert the_delivery(database).state == "failed"
                move(timedelta(days=2))
            a_worker(channel).send_due(database)
        assert (the_delivery(database).state, len(channel.letters)) == ("delivered", 1)


class Killed(BaseException):
    """The process is killed: nothing catches this."""


class DyingChannel:
    """A channel that sends the letter, and then the process dies before the worker can record it."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def send(self, letter: Letter) -> None:
        self.channel.send(letter)
        raise Killed()


class UncheckedMaildir(Maildir):
    """A maildir that does not check whether a letter was written before: the negative control."""

    def __init__(self, folder: Path, *, sender: str) -> None:
        super().__init__(folder, sender=sender)
        self.sent = 0

    def _holds(self, name: str) -> bool:
        return False

    def _write(self, name: str, mail: bytes) -> None:
        self.sent += 1
        super()._write(f"{name}.{self.sent}", mail)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


class TestKilledBetweenSendingAndRecording:
    def run_killed_and_again(self, database: Database, channel: Channel) -> None:
        with clock.stopped_at(NOW) as move:
            with pytest.raises(Killed):
                a_worker(DyingChannel(channel)).send_due(database)
            assert the_delivery(database).state == "sending"
            a_worker(channel).send_due(database)
            assert the_delivery(database).tries == 1  # the dead worker's claim still holds
            move(LEASE)
            a_worker(channel).send_due(database)

    def test_delivers_once_and_ends_delivered(self, database: Database, story: Story, tmp_path: Path) -> None:
        self.run_killed_and_again(database, Maildir(tmp_path, sender="a@b.example"))
        assert (the_delivery(database).state, the_delivery(database).tries) == ("delivered", 2)
        assert len(files(tmp_path)) == 1

    def test_delivers_twice_without_the_check(self, database: Database, story: Story, tmp_path: Path) -> None:
        self.run_killed_and_again(database, UncheckedMaildir(tmp_path, sender="a@b.example"))
        assert the_delivery(database).state == "delivered"
        assert len(files(tmp_path)) == 2

    def test_ends_dead_where_every_worker_dies(self, database: Database, story: Story) -> None:
        with clock.stopped_at(NOW) as move:
            for _ in range(MAX_TRIES):
                with pytest.raises(Killed):
                    a_worker(DyingChannel(FakeChannel())).send_due(database)
                move(LEASE)
            a_worker().send_due(database)
        assert (the_delivery(database).state, the_delivery(database).reason) == ("dead", "gave_up")

    def test_a_late_worker_does_not_undo_what_another_recorded(self, database: Database, story: Story) -> None:
        with clock.stopped_at(NOW) as move:
            slow = OvertakenChannel(database, lapse=lambda: move(LEASE))
            a_worker(slow).send_due(database)
        assert (the_delivery(database).state, the_delivery(database).tries) == ("delivered", 2)
        assert len(slow.letters) == 1


class OvertakenChannel(FakeChannel):
    """A channel that is so slow that the lease ends and another worker sends the letter; then it fails."""

    def __init__(self, database: Database, *, lapse: Callable[[], None]) -> None:
        super().__init__()
        self.database = database
        self.lapse: Callable[[], None] | None = lapse

    def send(self, letter: Letter) -> None:
        if self.lapse is None:
            super().send(letter)
            return
        lapse, self.lapse = self.lapse, None
        lapse()
        a_worker(self).send_due(self.database)
        self.failures = 1
        super().send(letter)


committing = database_url_fixture("notify", scope="function")


LETTERS, WORKERS = 8, 3


class CountingChannel:
    """A channel that records every letter it is given, a repeated one each time."""

    def __init__(self) -> None:
        self.given: list[UUID] = []

    def send(self, letter: Letter) -> None:
        self.given.append(letter.delivery_id)


def work(worker: Worker, database: Database) -> None:
    """Work as the worker's thread does: after a round that found the database busy, begin another."""
    done = False
    while not done:
        with suppress(Busy):
            worker.send_due(database)
            done = True


class TestConcurrentWorkers:
    def test_claim_a_letter_once(self, database: Database, story: Story) -> None:
        due = the_delivery(database).id
        with clock.stopped_at(NOW):
            with database.write() as session:
                assert [one.id for one in Deliveries(session).claim([due], at=NOW)] == [due]
            with database.write() as session:
                assert Deliveries(session).claim([due], at=NOW) == []
                assert [one.id for one in Deliveries(session).claim([due], at=NOW + LEASE)] == [due]

    def test_send_each_letter_once(self, committing: str) -> None:
        database, channel = Database(committing, Table.metadata), CountingChannel()
        for _ in range(LETTERS):
            handle(database, Story().event("expert.returned", reason="workload"))
        threads = [Thread(target=work, args=(a_worker(channel), database)) for _ in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with database.read() as session:
            states = [delivery.state for delivery in session.scalars(select(Delivery))]
        database.close()
        assert states == ["delivered"] * LETTERS
        assert len(channel.given) == len(set(channel.given)) == LETTERS
