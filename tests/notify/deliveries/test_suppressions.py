"""An address that refuses mail gets no more of it; its person is notified in the inbox, and another address helps."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from prometheus_client import CollectorRegistry
from sqlalchemy import select
from sqlmodel import col

from services.kit import clock
from services.kit.data.database import Database
from services.notify.deliveries.domain import Letter
from services.notify.deliveries.errors import AddressRefused, Undelivered
from services.notify.deliveries.models import Delivery
from services.notify.peers import Contact
from services.notify.suppressions.domain import LASTS, AddressHashes
from services.notify.suppressions.models import Suppression
from services.notify.suppressions.service import suppress
from tests.notify.factories import Story, handle
from tests.notify.fakes import HASHES, FakeChannel, FakePeers, a_worker
from tests.notify.rows import codes_of

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


class RefusingChannel(FakeChannel):
    """A channel that refuses letters to some addresses, and notes all it was given."""

    def __init__(self, *gone: str, fault: Callable[[], Undelivered] = AddressRefused) -> None:
        super().__init__()
        self.gone, self.fault, self.given = gone, fault, list[str]()

    def send(self, letter: Letter) -> None:
        self.given.append(letter.to)
        if letter.to in self.gone:
            raise self.fault()
        super().send(letter)


class MovedPeers(FakePeers):
    """auth, after somebody has given another address."""

    def find_contact(self, person_id: str) -> Contact | None:
        return Contact(name="Rådgiver", email=f"ny.{person_id}@kommune.example", language=self.language)


def mailed(database: Database, story: Story, channel: FakeChannel, peers: FakePeers | None = None) -> None:
    """One more mail to the employee is queued, and the worker works."""
    handle(database, story.event("expert.returned", reason="workload"))
    a_worker(channel, peers).send_due(database)


def reasons(database: Database) -> list[str | None]:
    with database.read() as session:
        return list(session.scalars(select(col(Delivery.reason)).order_by(col(Delivery.created_at))))


def address_of(story: Story) -> str:
    return f"{story.employee}@kommune.example"


class TestRefusedAddress:
    def test_is_sent_nothing_more(self, database: Database) -> None:
        story, moves = Story(), timedelta(seconds=1)
        channel = RefusingChannel(address_of(story))
        with clock.stopped_at(NOW) as move:
            for _ in range(3):
                mailed(database, story, channel)
                move(moves)
        assert channel.given == [address_of(story)]
        assert reasons(database) == ["address_refused", "address_suppressed", "address_suppressed"]

    def test_is_asked_every_time_where_the_refusal_is_not_of_the_address(self, database: Database) -> None:
        """The negative control."""
        story = Story()
        channel = RefusingChannel(address_of(story), fault=OtherRefusal)
        for _ in range(3):
            mailed(database, story, channel)
        assert len(channel.given) == 3

    def test_is_said_once_in_the_inbox(self, database: Database) -> None:
        story = Story()
        for _ in range(2):
            mailed(database, story, RefusingChannel(address_of(story)))
        assert codes_of(database, story.employee).count("mail_returned") == 1

    def test_is_said_where_a_letter_of_auth_was_refused_first(self, database: Database) -> None:
        story = Story()
        with database.write() as session:
            suppress(session, HASHES.of(address_of(story)), reason="address_refused", recipient=None, at=clock.now())
        assert codes_of(database, story.employee) == []
        for _ in range(2):
            mailed(database, story, FakeChannel())
        assert codes_of(database, story.employee).count("mail_returned") == 1

    def test_harms_nobody_elses_mail(self, database: Database) -> None:
        gone, other = Story(), Story()
        channel = RefusingChannel(address_of(gone))
        mailed(database, gone, channel)
        mailed(database, other, channel)
        assert [letter.to for letter in channel.letters] == [address_of(other)]
        assert "mail_returned" not in codes_of(database, other.employee)

    def test_matters_no_more_once_there_is_another(self, database: Database) -> None:
        story = Story()
        channel = RefusingChannel(address_of(story))
        mailed(database, story, channel)
        mailed(database, story, channel, MovedPeers())
        assert [letter.to for letter in channel.letters] == [f"ny.{address_of(story)}"]

    def test_is_tried_again_after_a_month(self, database: Database) -> None:
        story = Story()
        with clock.stopped_at(NOW) as move:
            mailed(database, story, RefusingChannel(address_of(story)))
            move(LASTS)
            again = RefusingChannel()
            mailed(database, story, again)
        assert len(again.letters) == 1

    def test_is_not_stored(self, database: Database) -> None:
        story = Story()
        mailed(database, story, RefusingChannel(address_of(story)))
        with database.read() as session:
            (stored,) = session.scalars(select(col(Suppression.address_hash)))
        assert stored == HASHES.of(address_of(story).upper())
        assert stored != AddressHashes(secret=b"another").of(address_of(story))


class OtherRefusal(AddressRefused):
    code = "letter_refused"


def test_what_became_of_letters_is_counted(database: Database) -> None:
    story, registry = Story(), CollectorRegistry()
    channel = RefusingChannel(address_of(story))
    worker = a_worker(channel, registry=registry)
    for one in (story, story, Story()):
        handle(database, one.event("expert.returned", reason="workload"))
    worker.send_due(database)
    found = {
        outcome: registry.get_sample_value("deliveries_total", {"channel": "email", "outcome": outcome})
        for outcome in ("sent", "dead", "suppressed", "failed")
    }
    assert found["sent"] == 1
    assert found["dead"] is not None
    assert found["failed"] is None
