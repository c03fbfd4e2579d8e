"""I22 with a real mail server: nothing is lost, and nothing arrives twice but with the same Message-ID."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from random import Random
from threading import Thread

import pytest
from sqlalchemy import select
from sqlmodel import col

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.notify.deliveries.channels import Channel
from services.notify.deliveries.channels.replies import Step
from services.notify.deliveries.domain import BATCH, LEASE, MAX_TRIES, Letter
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.rests import Rest
from services.notify.tables import Table
from tests.notify.factories import Story, handle
from tests.notify.fakes import FakeChannel, a_worker
from tests.notify.rows import the_delivery
from tests.notify.smtp.servers import Failing, Mailbox, failing_server, smtp_at, smtp_server
from tests.support.counts import Measured, count
from tests.support.service_fixtures import committing_fixture

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)

committed = committing_fixture("notify", Table.metadata)


def queue(database: Database, letters: int) -> None:
    for _ in range(letters):
        handle(database, Story().event("expert.returned", reason="workload"))


def states(database: Database) -> Counter[str]:
    with database.read() as session:
        return Counter(session.scalars(select(col(Delivery.state))))


def arrived(mailbox: Mailbox) -> Counter[str]:
    return Counter(mail.message_id for mail in mailbox.received)


class NoRest(Rest):
    """The negative control: every letter tries the channel."""

    lasts = False


class TestServerAwayForAnHour:
    def run(self, database: Database, letters: int, rest: Rest) -> tuple[Mailbox, int]:
        """Mails of a server that answers 421 for an hour, and how often it was asked in that time."""
        with clock.stopped_at(NOW) as move:
            mailbox = Mailbox(answers=lambda: "421 4.3.2 maintenance" if clock.now() < NOW + HOUR else None)
            queue(database, letters)
            with smtp_server(mailbox) as port:
                worker = a_worker(smtp_at(port), rest=rest)
                while clock.now() < NOW + HOUR:
                    worker.send_due(database)
                    move(timedelta(seconds=15))
                asked = len(mailbox.commands)
                for _ in range(MAX_TRIES):
                    move(timedelta(hours=3))
                    worker.send_due(database)
        return mailbox, asked

    def test_loses_no_letter_and_is_asked_once_a_minute(self, database: Database, measured: Measured) -> None:
        letters = count(1000)
        mailbox, asked = self.run(database, letters, Rest())
        assert states(database) == {"delivered": letters}
        assert (len(arrived(mailbox)), max(arrived(mailbox).values())) == (letters, 1)
        assert asked <= 70
        measured(f"I22: 421 for an hour, {letters} letters, asked {asked} times, all sent once")

    def test_is_asked_for_every_letter_without_a_rest(self, database: Database) -> None:
        _, asked = self.run(database, 20, NoRest())
        assert asked > 70


class TestRelease:
    def test_of_letters_that_were_not_begun_costs_no_try(self, database: Database) -> None:
        with clock.stopped_at(NOW):
            queue(database, BATCH)
            a_worker(FakeChannel(failures=1)).send_due(database)
        assert states(database) == {"failed": 1, "pending": BATCH - 1}
        with database.read() as session:
            assert Counter(session.scalars(select(col(Delivery.tries)))) == {0: BATCH - 1, 1: 1}

    def test_ends_a_batch_that_takes_too_long(self, database: Database) -> None:
        with clock.stopped_at(NOW) as move:
            queue(database, 3)
            slow = SlowChannel(lambda: move(timedelta(seconds=25)))
            a_worker(slow).send_due(database)
            assert states(database) == {"delivered": 2, "pending": 1}
            a_worker(slow).send_due(database)
        assert states(database) == {"delivered": 3}


class SlowChannel(FakeChannel):
    """A channel that takes its time."""

    def __init__(self, wait: Callable[[], None]) -> None:
        super().__init__()
        self.wait = wait

    def send(self, letter: Letter) -> None:
        self.wait()
        super().send(letter)


class TestUnknownOutcome:
    @pytest.mark.parametrize("answer", [None, ""], ids=["hangs", "hangs up"])
    def test_is_sent_again_with_the_same_id(self, database: Database, answer: str | None) -> None:
        failing = Failing(step=Step.END, answer=answer)
        with clock.stopped_at(NOW) as move, failing_server(failing) as port:
            queue(database, 1)
            a_worker(smtp_at(port)).send_due(database)
            unknown = the_delivery(database)
            assert (unknown.state, unknown.reason) == ("failed", "outcome_unknown")
            failing.step = Step.CONNECT
            move(timedelta(minutes=1))
            a_worker(smtp_at(port)).send_due(database)
        assert the_delivery(database).state == "delivered"
        ids = [message_from_bytes(content)["Message-ID"] for content in failing.received]
        assert ids == [f"<{unknown.id}@ressurspool.example>"] * 2

    def test_ends_dead_where_it_stays_unknown(self, database: Database) -> None:
        failing = Failing(step=Step.END, answer="")
        with clock.stopped_at(NOW) as move, failing_server(failing) as port:
            queue(database, 1)
            for _ in range(MAX_TRIES + 1):
                a_worker(smtp_at(port)).send_due(database)
                move(timedelta(days=2))
        assert (the_delivery(database).state, the_delivery(database).reason) == ("dead", "outcome_unknown")
        assert len(failing.received) == MAX_TRIES


class Killed(BaseException):
    """The process is killed: nothing catches this."""


class DyingChannel:
    """A channel in which the process dies one time in three, before or after the letter is handed in."""

    def __init__(self, channel: Channel, chance: Random) -> None:
        self.channel, self.chance, self.deaths = channel, chance, 0

    def send(self, letter: Letter) -> None:
        fate = self.chance.random()
        if fate < 1 / 6:
            self._die()
        self.channel.send(letter)
        if fate > 5 / 6:
            self._die()

    def _die(self) -> None:
        self.deaths += 1
        raise Killed


class TestKilledWorkers:
    def test_send_every_letter_and_repeat_only_ids(self, database: Database, measured: Measured) -> None:
        letters, mailbox = count(1000), Mailbox()
        with clock.stopped_at(NOW) as move, smtp_server(mailbox) as port:
            queue(database, letters)
            dying = DyingChannel(smtp_at(port), Random(14))
            while states(database).keys() - {"delivered", "dead"}:
                try:
                    a_worker(dying).send_due(database)
                except Killed:
                    move(LEASE)
                move(timedelta(seconds=1))
        assert states(database) == {"delivered": letters}
        assert len(arrived(mailbox)) == letters
        repeated = sum(arrived(mailbox).values()) - letters
        assert 0 < repeated <= dying.deaths
        measured(f"I22: {letters} letters, {dying.deaths} kills while sending, {repeated} repeated with their own id")


class TestTwoWorkers:
    def test_send_each_letter_once(self, committed: Database, measured: Measured) -> None:
        letters, mailbox = count(2000), Mailbox()
        queue(committed, letters)
        with smtp_server(mailbox) as port:
            threads = [Thread(target=drain, args=(committed, smtp_at(port))) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert states(committed) == {"delivered": letters}
        assert arrived(mailbox) == dict.fromkeys(arrived(mailbox), 1)
        assert len(arrived(mailbox)) == letters
        measured(f"I22: {letters} letters by two workers, each sent once")


def drain(database: Database, channel: Channel) -> None:
    ends = clock.monotonic() + 60
    while states(database).keys() - {"delivered", "dead"} and clock.monotonic() < ends:
        with suppress(Busy):  # the other worker has the database
            a_worker(channel).send_due(database)


class TestJitter:
    def test_spreads_what_failed_together(self, database: Database) -> None:
        chance = Random(14)
        with clock.stopped_at(NOW):
            queue(database, 5)
            worker = a_worker(FakeChannel(failures=5), jitter=chance.random, rest=NoRest())
            worker.send_due(database)
        with database.read() as session:
            tries = [at - NOW for at in session.scalars(select(col(Delivery.next_try_at))) if at is not None]
        assert len(set(tries)) == 5
        assert min(tries) >= timedelta(minutes=1)
        assert max(tries) <= timedelta(minutes=1.25)
