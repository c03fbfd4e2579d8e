"""What a body's coordinators do with webhooks, what is stored for them, and what coordinators are notified of."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.access.table import Caller
from services.kit.calls.public_addresses import AllowedNetworks, is_outside_url
from services.kit.data.outbox import Event, record_act
from services.kit.errors import Invalid
from services.kit.events.follower import ReceivedEvent
from services.kit.ids import new_id
from services.kit.seals import Seal
from services.notify.deliveries.domain import MailBounds
from services.notify.deliveries.service.queues import queue_mails
from services.notify.inbox.domain import News
from services.notify.inbox.repository import Inbox
from services.notify.inbox.service import put_messages
from services.notify.members.domain import audience_of
from services.notify.members.repository import Members
from services.notify.members.service import list_people
from services.notify.webhooks.domain import (
    MOST_OF_BODY,
    OVERLAP,
    SECRET_BYTES,
    SOURCE_OF,
    STATES,
    DisabledReason,
    WebhookState,
    written,
)
from services.notify.webhooks.errors import TooManyWebhooks
from services.notify.webhooks.models import Webhook
from services.notify.webhooks.repository import StoredEvents, Webhooks
from services.notify.webhooks.schemas import ReplayCreate, WebhookCreate, WebhookCreated, WebhookRead
from services.scheme.roles import Role


@dataclass(frozen=True, kw_only=True)
class WebhookRules:
    """What the operator has set."""

    seal: Seal
    allowed: AllowedNetworks
    failing: timedelta  # after so long without an answer that counts, a webhook is disabled
    kept: timedelta  # for how long events and calls are kept
    bounds: MailBounds


def create_webhook(webhooks: Webhooks, asked: WebhookCreate, rules: WebhookRules, *, by: Caller) -> WebhookCreated:
    """Register an address. It is sent nothing but a challenge before it has proved that the body controls it.

    Events are sent from now on. Raises Invalid for an address that may not be asked or a type there is
    not, TooManyWebhooks.
    """
    if not is_outside_url(asked.url, rules.allowed):
        raise Invalid(("/url", "wrong_webhook_url"))
    unknown = next((n for n, kind in enumerate(asked.types or ()) if kind not in SOURCE_OF), None)
    if unknown is not None:
        raise Invalid((f"/types/{unknown}", "wrong_value"), legal=sorted(SOURCE_OF))
    orgnr = by.org or ""
    Members(webhooks.session).lock([orgnr])
    if webhooks.count_of(orgnr) >= MOST_OF_BODY:
        raise TooManyWebhooks(limit=MOST_OF_BODY)
    key, secret = new_id(), secrets.token_bytes(SECRET_BYTES)
    sealed, head = rules.seal.close(secret, owner=str(key)), StoredEvents(webhooks.session).head()
    webhook = Webhook(id=key, orgnr=orgnr, secret=sealed, position=head, **asked.model_dump())
    webhooks.add(webhook)
    _record(webhooks, "created", webhook)
    return WebhookCreated.with_secret(webhook, written(secret))


def renew_secret(webhooks: Webhooks, webhook: Webhook, rules: WebhookRules) -> WebhookCreated:
    """Give a webhook a new secret. Calls are signed with the one before as well, for a day."""
    secret = secrets.token_bytes(SECRET_BYTES)
    webhook.old_secret, webhook.old_secret_until = webhook.secret, clock.now() + OVERLAP
    webhook.secret = rules.seal.close(secret, owner=str(webhook.id))
    _change(webhooks, "secret_renewed", webhook)
    return WebhookCreated.with_secret(webhook, written(secret))


def ask_test(webhooks: Webhooks, webhook: Webhook) -> WebhookRead:
    """Have a test call sent within seconds; how it went stands among the attempts. Raises WrongState."""
    STATES.step(WebhookState(webhook.state), "test")
    webhook.test_asked_at = clock.now()
    return _changed(webhooks, "test_asked", webhook)


def pause_webhook(webhooks: Webhooks, webhook: Webhook) -> WebhookRead:
    webhook.state = STATES.step(WebhookState(webhook.state), "pause")
    return _changed(webhooks, "paused", webhook)


def resume_webhook(webhooks: Webhooks, webhook: Webhook) -> WebhookRead:
    """Go on from where it was. One that was disabled has to prove control anew. Raises WrongState."""
    webhook.state = STATES.step(WebhookState(webhook.state), "resume")
    webhook.reason, webhook.tries, webhook.failing_since = None, 0, None
    webhook.next_try_at = clock.now()
    return _changed(webhooks, "resumed", webhook)


def replay_webhook(webhooks: Webhooks, webhook: Webhook, asked: ReplayCreate) -> WebhookRead:
    """Send events again, from a position that it was past. Raises WrongState, Invalid for one that is ahead."""
    STATES.step(WebhookState(webhook.state), "replay")
    if asked.after > webhook.position:
        raise Invalid(("/after", "out_of_range"))
    webhook.position, webhook.tries, webhook.next_try_at = asked.after, 0, clock.now()
    return _changed(webhooks, "replayed", webhook)


def remove_webhook(webhooks: Webhooks, webhook: Webhook) -> WebhookRead:
    shown = WebhookRead.of(webhook)
    _record(webhooks, "removed", webhook)
    webhooks.remove(webhook)
    return shown


def _changed(webhooks: Webhooks, verb: str, webhook: Webhook) -> WebhookRead:
    _change(webhooks, verb, webhook)
    return WebhookRead.of(webhook)


def _change(webhooks: Webhooks, verb: str, webhook: Webhook) -> None:
    webhook.version += 1
    webhooks.flush()
    _record(webhooks, verb, webhook)


def _record(webhooks: Webhooks, verb: str, webhook: Webhook) -> None:
    record_act(webhooks.session, _act(verb, webhook))


def _act(verb: str, webhook: Webhook) -> Event:
    return Event(type=f"webhook.{verb}", subject=webhook.id, version=webhook.version)


def keep_events(session: Session, source: str, events: Sequence[ReceivedEvent], *, since: datetime) -> None:
    """Store events that concern bodies, and let a body's end have its effect.

    None is stored while no body has a webhook, and none from before `since`: they are in no webhook's future.
    """
    if not Webhooks(session).has_any():
        return
    wanted = [event for event in events if event.data.orgs and datetime.fromisoformat(event.time) >= since]
    rows = [
        {
            "id": event.id,
            "source": source,
            "type": event.type,
            "subject": event.subject,
            "version": event.data.version,
            "time": datetime.fromisoformat(event.time),
            "feed_position": event.position,
            "codes": event.data.codes,
        }
        for event in wanted
    ]
    if rows:
        StoredEvents(session).add_all(rows, [event.data.orgs for event in wanted])
    for event in events:
        if event.type == "organisation.succeeded":
            Webhooks(session).pass_on(event.subject, event.data.codes["successor"])
        elif event.type == "organisation.left":
            Webhooks(session).disable_of(event.subject, DisabledReason.BODY_LEFT)


def notify_coordinators(session: Session, webhook: Webhook, *, bounds: MailBounds) -> None:
    """Notify the body's coordinators that a webhook was disabled, and why."""
    audience, today = audience_of(Role.COORDINATOR, webhook.orgnr), clock.today()
    news = News(
        event_id=str(new_id()),
        audience=audience,
        code=f"webhook_disabled_{webhook.reason}",
        subject=str(webhook.id),
        params={},
        at=clock.now(),
        mail=True,
        sender=None,
        pair=None,
    )
    people = list_people(session, {(audience, today)})[audience, today]
    queue_mails(session, put_messages(Inbox(session), [(news, person) for person in people]), bounds)


def forget_old(session: Session, rules: WebhookRules) -> None:
    """Delete events and calls that are kept no longer."""
    before = clock.now() - rules.kept
    StoredEvents(session).forget(before=before)
    Webhooks(session).forget_attempts(before=before)
