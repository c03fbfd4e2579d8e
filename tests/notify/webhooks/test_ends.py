"""How webhooks end and begin again: secrets change, systems are gone or fail, coordinators pause and replay."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from services.kit import clock
from services.kit.data.database import Database
from services.kit.seals import Seal
from services.notify.webhooks import worker
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
    FIVE,
    RULES,
    Receiver,
    a_worker,
    attempts,
    confirmed,
    let_pass,
    receive,
    register,
    state_of,
    told,
)
from tests.support.callers import BAERUM, TOLL


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

    def test_of_another_key_put_their_webhook_off_and_hold_up_no_other(
        self, database: Database, there: Receiver, story: Story, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(worker, "SENDERS", 1)
        sealed_before, rules = confirmed(database, there), replace(RULES, seal=Seal("another", purpose="webhooks"))
        old, there.secrets = there.secrets, []
        sealed_now = confirmed(database, there)
        with database.write() as session:
            webhooks = Webhooks(session)
            there.secrets = [renew_secret(webhooks, webhooks.get_locked(sealed_now), rules).secret]
        receive(database, story.event("expert.updated"))
        for _ in range(2):
            a_worker(rules=rules).send_due(database)
        assert (there.events, there.forged) == (["expert.updated"], 0)
        found = state_of(database, sealed_before)
        assert (found.state, found.tries) == ("active", 0)
        let_pass(database, minutes=6)
        there.secrets = old
        a_worker().send_due(database)  # the key is mended
        assert state_of(database, sealed_before).position == 1

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

    def test_old_events_are_not_stored(self, database: Database, there: Receiver, story: Story) -> None:
        register(database, there)
        receive(database, story.event("expert.updated", at=clock.now() - timedelta(days=20)))
        assert stored(database) == []

    def test_events_are_stored_only_while_there_is_a_webhook(
        self, database: Database, there: Receiver, story: Story
    ) -> None:
        receive(database, story.event("expert.submitted"))
        register(database, there, orgnr=TOLL)
        receive(database, story.event("expert.updated"))
        assert stored(database) == ["expert.updated"]


def stored(database: Database) -> list[str]:
    with database.read() as session:
        return [event.type for event in session.scalars(select(StoredEvent))]
