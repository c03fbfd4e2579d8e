"""A body's events reach its own system: each at least once, in order, signed, and only what concerns the body."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event, Thread
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.notify.followers import webhook_followers
from services.notify.inbox.models import Message
from services.notify.settings import NotifySettings
from services.notify.webhooks import repository, worker
from services.notify.webhooks.domain import LEASE, MOST_CHALLENGES
from services.notify.webhooks.models import Attempt, ConcernedBody, StoredEvent
from services.notify.webhooks.repository import Webhooks
from services.notify.webhooks.schemas import ReplayCreate
from services.notify.webhooks.service import (
    ask_test,
    forget_old,
    pause_webhook,
    renew_secret,
    replay_webhook,
    resume_webhook,
)
from tests.notify.factories import Story, an_event, member
from tests.notify.webhooks.receivers import (
    RULES,
    Receiver,
    a_worker,
    confirmed,
    let_pass,
    receive,
    receiver,
    register,
    state_of,
)
from tests.support.callers import BAERUM, HUSBANKEN, TOLL
from tests.support.strangers import answer, hangs, stranger
from tests.support.weakened import weakened

FIVE = ["expert.created", "expert.submitted", "expert.endorsed", "expert.paused", "expert.resumed"]


def attempts(database: Database, webhook_id: UUID) -> list[tuple[str, str, int | None]]:
    with database.read() as session:
        query = select(Attempt).where(Attempt.webhook_id == webhook_id).order_by(Attempt.at)  # type: ignore[arg-type]  # a column
        return [(one.type, one.outcome, one.status) for one in session.scalars(query)]


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


def told(database: Database, person_id: str) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Message.code).where(Message.person_id == person_id)))  # type: ignore[arg-type, call-overload]  # columns


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


class TestSecrets:
    def test_overlap_when_they_change(self, database: Database, there: Receiver, story: Story) -> None:
        webhook_id = confirmed(database, there)
        with database.write() as session:
            webhooks = Webhooks(session)
            new = renew_secret(webhooks, webhooks.get_locked(webhook_id), RULES).secret
        old = there.secrets[0]
        for secret in (old, new):
            there.secrets = [secret]
            receive(database, story.event("expert.updated"))
            a_worker().send_due(database)
        assert (len(there.events), there.forged) == (2, 0)
        there.secrets = [old]
        receive(database, story.event("expert.updated"))
        let_pass(database, hours=25)
        a_worker().send_due(database)
        assert (len(there.events), there.forged) == (2, 1)

    def test_are_sealed_in_the_database(self, database: Database, there: Receiver) -> None:
        found = state_of(database, register(database, there))
        assert there.secrets[0].removeprefix("whsec_")[:12] not in found.secret
        with pytest.raises(InvalidTag):
            RULES.seal.open(found.secret, owner="another")


class TestEnd:
    def test_410_disables_at_once(self, database: Database, there: Receiver, story: Story) -> None:
        coordinator, stranger_to_it = member(database, "coordinator", BAERUM), member(database, "coordinator", TOLL)
        webhook_id, there.statuses = confirmed(database, there), [410]
        receive(database, *(story.event(kind) for kind in FIVE))
        for _ in range(2):
            a_worker().send_due(database)
        found = state_of(database, webhook_id)
        assert (found.state, found.reason, there.events) == ("disabled", "gone", FIVE[:1])
        assert (told(database, coordinator), told(database, stranger_to_it)) == (["webhook_disabled_gone"], [])

    def test_days_of_failure_disable(self, database: Database, there: Receiver, story: Story) -> None:
        coordinator = member(database, "coordinator", BAERUM)
        webhook_id, there.statuses = confirmed(database, there), [500] * 20
        receive(database, story.event("expert.updated"))
        for _ in range(7):
            a_worker().send_due(database)
            let_pass(database, days=1)
        assert (state_of(database, webhook_id).reason, len(there.events)) == ("failing", 6)
        assert told(database, coordinator) == ["webhook_disabled_failing"]

    def test_resuming_asks_for_the_proof_and_loses_nothing(
        self, database: Database, there: Receiver, story: Story
    ) -> None:
        webhook_id, there.statuses = confirmed(database, there), [410]
        receive(database, *(story.event(kind) for kind in FIVE))
        a_worker().send_due(database)
        with database.write() as session:
            webhooks = Webhooks(session)
            assert resume_webhook(webhooks, webhooks.get_locked(webhook_id)).state == "unconfirmed"
        a_worker().send_due(database)
        assert there.events == [FIVE[0], *FIVE]
        assert [one["type"] for one in there.got].count("webhook.challenge") == 2

    def test_a_body_that_leaves_gets_nothing_more(self, database: Database, there: Receiver, story: Story) -> None:
        webhook_id = confirmed(database, there)
        receive(database, an_event("organisation.left", BAERUM, orgs=[BAERUM]), source="auth")
        receive(database, story.event("expert.updated"))
        a_worker().send_due(database)
        assert (state_of(database, webhook_id).reason, there.events) == ("body_left", [])

    def test_a_successor_gets_the_webhooks(self, database: Database, there: Receiver) -> None:
        webhook_id = confirmed(database, there)
        receive(
            database, an_event("organisation.succeeded", BAERUM, orgs=[BAERUM, TOLL], successor=TOLL), source="auth"
        )
        assert state_of(database, webhook_id).orgnr == TOLL


class TestWhatCoordinatorsDo:
    def test_a_test_call_is_sent_beside_the_events(self, database: Database, there: Receiver, story: Story) -> None:
        webhook_id = confirmed(database, there)
        there.statuses = [500]
        receive(database, story.event("expert.updated"))
        a_worker().send_due(database)  # the event waits for its next try
        with database.write() as session:
            webhooks = Webhooks(session)
            ask_test(webhooks, webhooks.get_locked(webhook_id))
        for _ in range(2):
            a_worker().send_due(database)
        assert there.events == ["expert.updated", "webhook.test"]
        assert attempts(database, webhook_id)[-1] == ("webhook.test", "delivered", 204)

    def test_a_pause_keeps_what_happens_meanwhile(self, database: Database, there: Receiver, story: Story) -> None:
        webhook_id = confirmed(database, there)
        with database.write() as session:
            webhooks = Webhooks(session)
            pause_webhook(webhooks, webhooks.get_locked(webhook_id))
        receive(database, story.event("expert.updated"))
        a_worker().send_due(database)
        assert there.events == []
        with database.write() as session:
            webhooks = Webhooks(session)
            resume_webhook(webhooks, webhooks.get_locked(webhook_id))
        a_worker().send_due(database)
        assert there.events == ["expert.updated"]

    def test_a_replay_sends_again_by_the_same_ids(self, database: Database, there: Receiver, story: Story) -> None:
        webhook_id = confirmed(database, there)
        receive(database, *(story.event(kind) for kind in FIVE))
        a_worker().send_due(database)
        with database.write() as session:
            webhooks = Webhooks(session)
            replay_webhook(webhooks, webhooks.get_locked(webhook_id), ReplayCreate(after=3))
        a_worker().send_due(database)
        assert there.events == [*FIVE, *FIVE[3:]]
        assert there.ids[5:] == there.ids[3:5]


class TestRetention:
    def test_events_and_attempts_are_forgotten(self, database: Database, there: Receiver, story: Story) -> None:
        webhook_id = confirmed(database, there)
        receive(database, story.event("expert.updated"))
        a_worker().send_due(database)
        with clock.stopped_at(clock.now() + timedelta(days=15)), database.write() as session:
            forget_old(session, RULES)
        with database.read() as session:
            left = [len(session.scalars(select(table)).all()) for table in (StoredEvent, ConcernedBody, Attempt)]
        assert (left, attempts(database, webhook_id)) == ([0, 0, 0], [])

    def test_old_events_are_not_stored(self, database: Database, story: Story) -> None:
        receive(database, story.event("expert.updated", at=clock.now() - timedelta(days=20)))
        with database.read() as session:
            assert session.scalars(select(StoredEvent)).all() == []


def all_sent(database: Database, workers: Sequence[worker.WebhookWorker], *, turns: int) -> None:
    threads = [Thread(target=lambda one=one: [one.send_due(database) for _ in range(turns)]) for one in workers]  # type: ignore[misc]  # the default
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
            slow.receive = hangs(let_go)  # type: ignore[method-assign]  # from now on
            with stranger() as hanging:
                hanging.routes["/hook"] = hangs(let_go)
                with database.write() as session:
                    webhooks = Webhooks(session)
                    for one in session.scalars(select(worker.Webhook)):
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
