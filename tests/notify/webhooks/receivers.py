"""A system of an agency that receives webhooks, with another implementation of Standard Webhooks than ours."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import select
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from services.kit import clock
from services.kit.access.table import Caller, CallerKind
from services.kit.calls.guarded import GuardedClient
from services.kit.calls.public_addresses import AllowedNetworks
from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.kit.seals import Seal
from services.notify.deliveries.domain import MailBounds
from services.notify.inbox.models import Message
from services.notify.webhooks.models import Attempt, Webhook
from services.notify.webhooks.repository import Webhooks
from services.notify.webhooks.schemas import WebhookCreate
from services.notify.webhooks.service import WebhookRules, create_webhook, keep_events
from services.notify.webhooks.worker import WebhookWorker
from tests.support.callers import BAERUM
from tests.support.strangers import answer, stranger

LOOPBACK = AllowedNetworks(networks=[ip_network("127.0.0.1/32")])
RULES = WebhookRules(
    seal=Seal("tests", purpose="webhooks"),
    allowed=LOOPBACK,
    failing=timedelta(days=5),
    kept=timedelta(days=14),
    bounds=MailBounds(),
)


@dataclass
class Receiver:
    """What a system got. `statuses` are answered one after the other, then 204."""

    address: str = ""
    secrets: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    proves: bool = True
    got: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    forged: int = 0
    lock: Lock = field(default_factory=Lock)

    @property
    def events(self) -> list[str]:
        """The types of what came, without challenges."""
        return [one["type"] for one in self.got if one["type"] != "webhook.challenge"]

    def receive(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        headers = dict(handler.headers.items())
        found = self._verified(body, headers)
        if found is None:
            self.forged += 1
            answer(401, b"")(handler, body)
        elif found["type"] == "webhook.challenge":
            self.got.append(found)
            answer(200, self._proof(found, headers))(handler, body)
        else:
            with self.lock:
                self.got.append(found)
                self.ids.append(headers["webhook-id"])
                status = self.statuses.pop(0) if self.statuses else 204
            answer(status, b"not for anybody's eyes")(handler, body)

    def _verified(self, body: bytes, headers: dict[str, str]) -> dict[str, Any] | None:
        for secret in self.secrets:
            try:
                found: dict[str, Any] = Verifier(secret).verify(body.decode(), headers)
            except WebhookVerificationError:
                continue
            return found
        return None

    def _proof(self, found: dict[str, Any], headers: dict[str, str]) -> bytes:
        challenge = found["data"]["codes"]["challenge"] if self.proves else "another"
        sent_at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), tz=UTC)
        signed = Verifier(self.secrets[0]).sign(headers["webhook-id"], sent_at, challenge)
        return json.dumps({"signature": signed}).encode()


@contextmanager
def receiver() -> Iterator[Receiver]:
    with stranger() as there:
        made = Receiver(address=f"{there.address}/hook")
        there.routes["/hook"] = made.receive
        yield made


def a_coordinator(orgnr: str = BAERUM) -> Caller:
    return Caller(
        kind=CallerKind.PERSON,
        sub="00000000-0000-4000-8000-000000000001",
        client_id="cli",
        org=orgnr,
        roles=frozenset({"coordinator"}),
        scopes=frozenset({"organisation:manage"}),
        bearer="",
    )


def register(database: Database, there: Receiver, *, orgnr: str = BAERUM, types: list[str] | None = None) -> UUID:
    """Register the receiver, which learns its secret. It is challenged at the worker's next turn."""
    asked = WebhookCreate(url=there.address, description="Saksbehandling", types=types)
    with database.write() as session:
        made = create_webhook(Webhooks(session), asked, RULES, by=a_coordinator(orgnr))
    there.secrets.append(made.secret)
    return made.id


def confirmed(database: Database, there: Receiver, **how: Any) -> UUID:
    """A webhook that has proved control of its address."""
    webhook_id = register(database, there, **how)
    a_worker().send_due(database)
    assert state_of(database, webhook_id).state == "active"
    return webhook_id


def a_worker(**how: Any) -> WebhookWorker:
    return WebhookWorker(client=GuardedClient(allowed=LOOPBACK, seconds=2.0), **{"rules": RULES, **how})


def receive(database: Database, *events: ReceivedEvent, source: str = "pool") -> None:
    """Have notify receive events of a sibling."""
    with database.write() as session:
        keep_events(session, source, events, since=clock.now() - RULES.kept)


def state_of(database: Database, webhook_id: UUID) -> Webhook:
    with database.read() as session:
        return Webhooks(session).get(webhook_id)


def let_pass(database: Database, **spans: int) -> None:
    """Let time pass for webhooks. The clock stays, for the other implementation refuses what is signed at another."""
    span = timedelta(**spans)
    with database.write() as session:
        for webhook in session.scalars(select(Webhook)):
            webhook.next_try_at -= span
            webhook.leased_until -= span
            webhook.failing_since = webhook.failing_since and webhook.failing_since - span
            webhook.old_secret_until = webhook.old_secret_until and webhook.old_secret_until - span


FIVE = ["expert.created", "expert.submitted", "expert.endorsed", "expert.paused", "expert.resumed"]


def attempts(database: Database, webhook_id: UUID) -> list[tuple[str, str, int | None]]:
    with database.read() as session:
        query = select(Attempt).where(Attempt.webhook_id == webhook_id).order_by(Attempt.at)  # type: ignore[arg-type]  # a column
        return [(one.type, one.outcome, one.status) for one in session.scalars(query)]


def told(database: Database, person_id: str) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Message.code).where(Message.person_id == person_id)))  # type: ignore[call-overload]  # a column
