"""A body's events reach its own system: each at least once, in order, signed, and only what concerns the body."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

import pytest
from sqlalchemy import select

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.notify.followers import webhook_followers
from services.notify.settings import NotifySettings
from services.notify.webhooks import repository, worker
from services.notify.webhooks.domain import LEASE, MOST_CHALLENGES
from services.notify.webhooks.models import StoredEvent, Webhook
from services.notify.webhooks.repository import Webhooks
from tests.notify.factories import Story, member
from tests.notify.webhooks.receivers import (
    FIVE,
    Receiver,
    a_worker,
    attempts,
    confirmed,
    let_pass,
    receive,
    receiver,
    register,
    state_of,
    told,
)
from tests.support.callers import BAERUM, HUSBANKEN, TOLL
from tests.support.strangers import answer, hangs, stranger
from tests.support.weakened import weakened


class TestProofOfControl:
    def test_comes_before_any_event(self, database: Database, there: Receiver, story: Story) -> None:
        webhook_id = register(database, there)
        receive(database, story.event("expert.submitted"))
        there.proves = False
        a_worker().send_due(database)
        assert (state_of(database, webhook_id).state, there.events) == ("unconfirmed", [])
        assert attempts(database, webhook_id) == [("webhook.challenge", "wrong_answer", 200)]
        there.proves = True
        let_pass(database, minutes=10)
        a_worker().send_due(database)
        assert (state_of(database, webhook_id).state, there.events) == ("active", ["expert.submitted"])

    def test_is_not_an_echo(self, database: Database, there: Receiver) -> None:
        """An address that answers whatever it gets would let anybody have events sent to anybody."""
        with stranger() as echo:
            echo.routes["/"] = lambda handler, body: answer(200, body)(handler, body)
            there.address = f"{echo.address}/"
            webhook_id = register(database, there)
            a_worker().send_due(database)
        assert state_of(database, webhook_id).state == "unconfirmed"

    def test_is_given_up_after_some_challenges(self, database: Database, there: Receiver) -> None:
        coordinator = member(database, "coordinator", BAERUM)
        webhook_id, there.proves = register(database, there), False
        for _ in range(MOST_CHALLENGES + 1):
            a_worker().send_due(database)
            let_pass(database, days=1)
        found = state_of(database, webhook_id)
        assert (found.state, found.reason, len(there.got)) == ("disabled", "not_confirmed", MOST_CHALLENGES)
        assert told(database, coordinator) == ["webhook_disabled_not_confirmed"]


class TestEvents:
    def test_come_in_order_once_and_as_on_the_feed(self, database: Database, there: Receiver, story: Story) -> None:
        confirmed(database, there)
        events = [story.event(kind) for kind in FIVE]
        receive(database, *events, *events[:2])  # a feed that repeats some
        for _ in range(2):
            a_worker().send_due(database)
        assert (there.events, there.forged) == (FIVE, 0)
        assert there.ids == [event.id for event in events]
        assert there.got[-1] == {
            "specversion": "1.0",
            "id": events[-1].id,
            "source": "/pool",
            "type": "expert.resumed",
            "subject": story.expert,
            "time": events[-1].time,
            "position": "e.1",
            "datacontenttype": "application/json",
            "data": {"version": 1, "orgs": [BAERUM], "codes": {}},
        }

    def test_name_no_person_and_no_other_body(self, database: Database, there: Receiver, story: Story) -> None:
        confirmed(database, there)
        receive(database, story.proposed(), source="placements")
        a_worker().send_due(database)
        sent = str(there.got[-1])
        assert there.events == ["placement.proposed"]
        assert story.employee not in sent
        assert HUSBANKEN not in sent
        with database.read() as session:
            assert story.employee not in str([row.model_dump() for row in session.scalars(select(StoredEvent))])

    def test_of_other_bodies_do_not_come(self, database: Database, there: Receiver, story: Story) -> None:
        webhook_id = confirmed(database, there, orgnr=TOLL)
        receive(database, story.event("expert.submitted"), story.proposed())
        a_worker().send_due(database)
        assert (there.events, len(attempts(database, webhook_id))) == ([], 1)

    def test_are_those_of_the_wanted_types(self, database: Database, there: Receiver, story: Story) -> None:
        webhook_id = confirmed(database, there, types=["expert.endorsed"])
        receive(database, *(story.event(kind) for kind in FIVE * 25))
        for _ in range(4):
            a_worker().send_due(database)
        assert there.events == ["expert.endorsed"] * 25
        assert state_of(database, webhook_id).position == len(FIVE) * 25

    def test_begin_with_the_registration(self, database: Database, there: Receiver, story: Story) -> None:
        receive(database, story.event("expert.created"))
        confirmed(database, there)
        receive(database, story.event("expert.submitted"))
        a_worker().send_due(database)
        assert there.events == ["expert.submitted"]

    def test_wait_behind_one_that_fails(self, database: Database, there: Receiver, story: Story) -> None:
        webhook_id = confirmed(database, there)
        there.statuses = [500, 302]
        receive(database, *(story.event(kind) for kind in FIVE[:2]))
        for seconds in (1, 10, 1000, 1):
            a_worker().send_due(database)
            let_pass(database, seconds=seconds)
        assert there.events == [FIVE[0]] * 3 + [FIVE[1]]
        assert len(set(there.ids)) == 2
        outcomes = [outcome for _, outcome, _ in attempts(database, webhook_id)]
        assert outcomes == ["delivered", "refused", "redirected", "delivered", "delivered"]
        found = state_of(database, webhook_id)
        assert (found.tries, found.failing_since) == (0, None)

    def test_of_many_sources_are_all_sent(self, database: Database, there: Receiver, story: Story) -> None:
        """Two followers commit at once: none is passed by because a later number was committed first."""
        confirmed(database, there)
        batches = [[story.event("expert.updated") for _ in range(10)] for _ in range(8)]
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(lambda batch: receive(database, *batch), batches))
            for _ in range(6):
                a_worker().send_due(database)
        assert sorted(there.ids) == sorted(event.id for batch in batches for event in batch)


def all_sent(database: Database, workers: Sequence[worker.WebhookWorker], *, turns: int) -> None:
    threads = [Thread(target=lambda one=one: [one.send_due(database) for _ in range(turns)]) for one in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class TestSeveralWorkers:
    def test_send_each_event_once(self, database: Database, there: Receiver, story: Story) -> None:
        confirmed(database, there)
        events = [story.event("expert.updated") for _ in range(40)]
        receive(database, *events)
        all_sent(database, [a_worker() for _ in range(4)], turns=4)
        a_worker().send_due(database)
        assert there.ids == [event.id for event in events]

    def test_without_the_claim_they_send_some_twice(
        self, database: Database, there: Receiver, story: Story, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The control: the receiver counts what comes twice."""
        unclaimed = weakened(repository, '"leased_until": at + LEASE}', '"leased_until": at}')
        loose = {"claim": unclaimed.Webhooks.claim, "find_claimed": any_claim, "find_claimed_locked": any_claim}
        monkeypatch.setattr(worker, "Webhooks", type("Webhooks", (Webhooks,), loose))
        confirmed(database, there)
        receive(database, *(story.event("expert.updated") for _ in range(40)))
        all_sent(database, [a_worker() for _ in range(4)], turns=4)
        assert len(there.ids) > len(set(there.ids))

    def test_take_over_from_one_that_was_killed(self, database: Database, there: Receiver, story: Story) -> None:
        """Killed after the call, before it was recorded: the same event comes again, by the same id."""
        webhook_id = confirmed(database, there)
        events = [story.event(kind) for kind in FIVE]
        receive(database, *events)
        dying = a_worker()
        dying._conclude = killed  # type: ignore[method-assign]  # as if the process ended there
        dying.send_due(database)
        assert there.events == FIVE[:1]
        a_worker().send_due(database)  # the lease still holds
        assert there.events == FIVE[:1]
        let_pass(database, seconds=LEASE.seconds)
        a_worker().send_due(database)
        assert there.ids == [events[0].id, *(event.id for event in events)]
        assert state_of(database, webhook_id).position == len(FIVE)

    def test_a_slow_system_holds_up_no_other(self, database: Database, there: Receiver, story: Story) -> None:
        let_go = Event()
        with receiver() as slow:
            confirmed(database, slow)
            confirmed(database, there)
            with stranger() as hanging:
                hanging.routes["/hook"] = hangs(let_go)
                with database.write() as session:
                    webhooks = Webhooks(session)
                    for one in session.scalars(select(Webhook)):
                        one.url = f"{hanging.address}/hook" if one.url == slow.address else one.url
                    webhooks.flush()
                receive(database, story.event("expert.updated"))
                running, began = a_worker(), clock.monotonic()
                running.call_due(database)
                while there.events != ["expert.updated"] and clock.monotonic() - began < 2:
                    Event().wait(0.01)
                assert there.events == ["expert.updated"]
                assert running._sending  # the slow one is still being called
                let_go.set()
                running._threads.shutdown(wait=True)


def any_claim(webhooks: Webhooks, claim: object) -> object:
    return webhooks.get(claim.webhook_id)  # type: ignore[attr-defined]  # a Claim


def killed(*_: object, **__: object) -> bool:
    raise SystemError("killed")


def test_every_event_of_a_feed_comes_through_the_follower(database: Database, there: Receiver, story: Story) -> None:
    """The followers that the service runs hand their events to webhooks."""
    confirmed(database, there)
    for follower in webhook_followers(NotifySettings()):
        event: ReceivedEvent = story.event("expert.updated")
        if follower.handles(event.type):
            with database.write() as session:
                follower.handle(session, [event])
    a_worker().send_due(database)
    assert there.events == ["expert.updated"]
