"""Calls webhooks: claims those that have something to send, calls several at a time and each in order.

A claim ends with its lease, so whatever is killed, the call is made again, with the same `webhook-id`.
"""

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from services.kit import clock, context
from services.kit.calls.external_json import NoAnswer
from services.kit.calls.guarded import Answer, GuardedClient
from services.kit.data.database import Database
from services.kit.events.jobs import Job
from services.notify.webhooks import calls, service
from services.notify.webhooks.domain import (
    CHALLENGE,
    DELIVERED,
    LEASE,
    TURN,
    TURN_SECONDS,
    Call,
    Claim,
    DisabledReason,
    Result,
    WebhookState,
    headers_of,
    outcome_of,
    proves_control,
)
from services.notify.webhooks.models import Webhook
from services.notify.webhooks.repository import Webhooks
from services.notify.webhooks.service import WebhookRules

EVERY_SECONDS = 1.0
QUIET_SECONDS = 5.0  # without a commit of this process: for next tries, and for what another one committed
FORGET_SECONDS = 3600.0
SENDERS = 16  # webhooks that are called at the same time
AT_DATABASE = 2  # of their threads: the other connections are for requests and followers

log = structlog.get_logger()


@dataclass(kw_only=True)
class WebhookWorker:
    """Any number of workers may run at the same time, in any number of processes.

    Each webhook is called by one thread at a time, and goes to the end of the line after its turn: a slow one holds
    up its own events only.
    """

    client: GuardedClient
    rules: WebhookRules
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(SENDERS, "webhooks"))
    _sending: set[UUID] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)
    _places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_DATABASE))

    @property
    def jobs(self) -> Iterable[Job]:
        yield Job(name="send_webhooks", every_seconds=EVERY_SECONDS, quiet_seconds=QUIET_SECONDS, work=self.call_due)
        yield Job(name="forget_webhook_events", every_seconds=FORGET_SECONDS, work=self.forget_old)

    def call_due(self, database: Database) -> None:
        """Start to call the webhooks that are due, as many as there are threads free. Does not wait for them."""
        self._start_due(database)

    def _start_due(self, database: Database) -> list[Future[None]]:
        with self._lock:
            sending = set(self._sending)
        with database.read() as session:
            due = Webhooks(session).list_due(limit=SENDERS - len(sending), at=clock.now(), without=sending)
        return [self._start(database, webhook_id) for webhook_id in due]

    def send_due(self, database: Database) -> None:
        """Call the webhooks that are due, and wait for them."""
        for started in self._start_due(database):
            started.result()

    def forget_old(self, database: Database) -> None:
        with database.write() as session:
            service.forget_old(session, self.rules)

    def _start(self, database: Database, webhook_id: UUID) -> Future[None]:
        with self._lock:
            self._sending.add(webhook_id)
        return self._threads.submit(copy_context().run, self._take_turn, database, webhook_id)

    def _take_turn(self, database: Database, webhook_id: UUID) -> None:
        # of its own: another thread's transaction is none of this one's
        context.begin(context.RequestContext(actor=context.current().actor))
        try:
            self._send_some(database, webhook_id)
        except Exception as error:  # its lease ends, and it is due again
            log.warning("webhook_turn_failed", reason=type(error).__name__)
        finally:
            with self._lock:
                self._sending.discard(webhook_id)

    def _send_some(self, database: Database, webhook_id: UUID) -> None:
        """Claim a webhook and send it events for a while, until one fails."""
        claim = self._claim(database, webhook_id)
        if claim is None:
            return
        ends = clock.monotonic() + TURN_SECONDS
        for _ in range(TURN):
            if not self._send_next(database, claim) or clock.monotonic() >= ends:
                break
        self._give_back(database, claim)

    def _claim(self, database: Database, webhook_id: UUID) -> Claim | None:
        """Claim a webhook. None where another worker was first, or where it is put off for want of its secret."""
        with self._writing(database) as session:
            webhook = Webhooks(session).claim(webhook_id, at=clock.now())
            claim = calls.claimed(webhook, self.rules) if webhook else None
            if webhook is None or claim is None or claim.secrets:
                return claim
            calls.put_off(webhook)
        log.warning("webhook_secret_unreadable")  # NOTIFY_WEBHOOK_KEY is not the one that sealed it
        return None

    def _send_next(self, database: Database, claim: Claim) -> bool:
        """Send what is next. False where nothing is, it failed, or the claim is another worker's by now."""
        with self._places, database.read() as session:
            webhook = Webhooks(session).find_claimed(claim)
            call, position = calls.next_call(session, webhook) if webhook else (None, 0)
        if webhook is None:
            return False
        if call is None:
            return webhook.position != position and self._pass(database, claim, began_at=webhook.position, to=position)
        result = self._call(claim, call)
        held = self._conclude(database, claim, call, result, began_at=position)
        log.info("webhook_call", outcome=result.outcome, status=result.status, ms=result.milliseconds)
        return held and result.delivered

    def _call(self, claim: Claim, call: Call) -> Result:
        """Make a call and return how it went. Runs outside any transaction: the other side may be slow."""
        began, at = clock.monotonic(), int(clock.now().timestamp())
        content = json.dumps(call.body, separators=(",", ":")).encode()
        signed = headers_of(claim.secrets, call_id=call.call_id, at=at, content=content)
        headers = {**signed, "Content-Type": "application/json", "User-Agent": "Ressurspool-Webhooks"}
        status = None
        try:
            answer = self.client.post(claim.url, content, headers=headers)
            status, outcome = answer.status, outcome_of(answer.status)
            if call.type == CHALLENGE and outcome == DELIVERED and not _proves(answer, claim, call, at=at):
                outcome = "wrong_answer"
        except NoAnswer as failure:
            outcome = failure.reason
        took = round((clock.monotonic() - began) * 1000)
        return Result(outcome=outcome, status=status, milliseconds=took, at=clock.now())

    def _conclude(self, database: Database, claim: Claim, call: Call, result: Result, *, began_at: int) -> bool:
        """Record how a call went. False where the claim does not hold any more: another worker makes the call too."""
        with self._writing(database) as session:
            webhooks = Webhooks(session)
            webhook = webhooks.find_claimed_locked(claim)
            if webhook is None:
                return False
            was_disabled = webhook.state == WebhookState.DISABLED
            calls.conclude(webhook, call, result, self.rules, began_at=began_at)
            webhooks.add_attempt(calls.attempt_of(claim, call, result))
            self._renew(webhook)
            if webhook.state == WebhookState.DISABLED and not was_disabled:
                service.notify_coordinators(session, webhook, bounds=self.rules.bounds)
                log.warning("webhook_disabled", reason=DisabledReason(webhook.reason or "").value)
        return True

    def _pass(self, database: Database, claim: Claim, *, began_at: int, to: int) -> bool:
        """Move the position past events of types that are not wanted."""
        with self._writing(database) as session:
            webhook = Webhooks(session).find_claimed_locked(claim)
            if webhook is None or webhook.position != began_at:
                return False
            webhook.position = to
            self._renew(webhook)
        return True

    @contextmanager
    def _writing(self, database: Database) -> Iterator[Session]:
        with self._places, database.write() as session:
            yield session

    def _renew(self, webhook: Webhook) -> None:
        webhook.leased_until = clock.now() + LEASE

    def _give_back(self, database: Database, claim: Claim) -> None:
        """End the claim, at the end of the line."""
        with self._writing(database) as session:
            webhook = Webhooks(session).find_claimed_locked(claim)
            if webhook is not None:
                webhook.leased_until = clock.now()
                webhook.next_try_at = max(webhook.next_try_at, clock.now())


def _proves(answer: Answer, claim: Claim, call: Call, *, at: int) -> bool:
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return False
    challenge = call.body["data"]["codes"]["challenge"]
    return proves_control(found, claim.secrets, call_id=call.call_id, at=at, challenge=challenge)
