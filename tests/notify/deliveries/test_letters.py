"""Letters that auth orders: each is queued once, asked for when it is sent, and never stored."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.kit.language import Language
from services.notify.deliveries.service.letters import write_letter
from services.notify.peers import OrderedLetter
from services.notify.texts.letters import LETTERS
from tests.notify.factories import an_event, handle
from tests.notify.fakes import FakeChannel, FakePeers, a_worker
from tests.notify.rows import the_delivery

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def order(database: Database) -> ReceivedEvent:
    """auth's event that orders a letter, handled."""
    event = an_event("letter.ordered", str(uuid4()), purpose="invitation")
    with clock.stopped_at(NOW):
        handle(database, event)
    return event


class TestOrderedLetter:
    def test_is_asked_for_and_sent(self, database: Database, order: ReceivedEvent) -> None:
        channel = FakeChannel()
        a_worker(channel).send_due(database)
        (letter,) = channel.letters
        assert (letter.to, letter.subject) == ("kollega@husbanken.example", "Du er invitert til ressurspoolen")
        assert f"http://localhost:8000/oauth/links?token={order.subject}" in letter.text
        assert the_delivery(database).state == "delivered"

    def test_is_sent_once_however_often_the_event_is_repeated(self, database: Database, order: ReceivedEvent) -> None:
        handle(database, order)
        channel = FakeChannel()
        for _ in range(3):
            a_worker(channel).send_due(database)
        assert len(channel.letters) == 1

    def test_leaves_neither_address_nor_link_behind(self, database: Database, order: ReceivedEvent) -> None:
        a_worker().send_due(database)
        stored = the_delivery(database).model_dump_json()
        assert "@" not in stored
        assert "http" not in stored

    def test_is_given_up_where_its_link_was_used(self, database: Database, order: ReceivedEvent) -> None:
        a_worker(FakeChannel(), FakePeers(unknown=True)).send_due(database)
        assert (the_delivery(database).state, the_delivery(database).reason) == ("dead", "letter_lapsed")

    def test_waits_where_auth_is_away(self, database: Database, order: ReceivedEvent) -> None:
        a_worker(FakeChannel(), FakePeers(away=True)).send_due(database)
        assert (the_delivery(database).state, the_delivery(database).reason) == ("failed", "peer-unavailable")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("purpose", LETTERS)
def test_every_purpose_has_a_letter(purpose: str, language: Language) -> None:
    ordered = OrderedLetter(
        purpose=purpose, email="a@b.example", body="Husbanken", link="http://l", expires_at=NOW, language=language
    )
    letter = write_letter(uuid4(), ordered)
    assert "{" not in letter.subject + letter.text
    assert "http://l" in letter.text
    assert letter.html is not None
    assert 'href="http://l"' in letter.html
    assert "Husbanken" not in letter.subject
