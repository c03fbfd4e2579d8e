"""What a body's coordinators do with webhooks, what is stored for them, and how calls end."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import random

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.access.table import Caller
from services.kit.calls.public_addresses import AllowedNetworks, is_outside_url
from services.kit.data.outbox import Event, record_act
from services.kit.errors import Invalid
from services.kit.events.feed import cloud_event, data_for_body
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
    CHALLENGE,
    MOST_CHALLENGES,
    MOST_OF_BODY,
    OVERLAP,
    PAGE,
    SECRET_BYTES,
    SOURCE_OF,
    STATES,
    TEST,
    Call,
    Claim,
    DisabledReason,
    Result,
    WebhookState,
    pause_after,
    written,
)
from services.notify.webhooks.errors import TooManyWebhooks
from services.notify.webhooks.models import Attempt, StoredEvent, Webhook
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


def next_call(session: Session, webhook: Webhook) -> tuple[Call | None, int]:
    """What is to be sent next, and the position that its claim began at: a challenge, a test, or the next event.

    Without a call, the position is that of the last event that was looked through.
    """
    if webhook.state == WebhookState.UNCONFIRMED:
        return _own_call(webhook, CHALLENGE, {"challenge": secrets.token_urlsafe(24)}), webhook.position
    if webhook.test_asked_at is not None:
        return _own_call(webhook, TEST, {}), webhook.position
    if webhook.next_try_at > clock.now():  # a test was asked for while the next event waits for its next try
        return None, webhook.position
    found = StoredEvents(session).list_after(webhook.orgnr, webhook.position, limit=PAGE)
    for event in found:
        if webhook.types is None or event.type in webhook.types:
            body = _shown(event, webhook.orgnr)
            return Call(call_id=event.id, type=event.type, body=body, passes=event.n), webhook.position
    return None, found[-1].n if found else webhook.position


def _shown(event: StoredEvent, orgnr: str) -> dict[str, object]:
    """The event as the body's own client reads it on the feed."""
    data = data_for_body(event.version, event.codes, orgnr)
    return cloud_event(event, source=f"/{event.source}", position=event.feed_position, data=data)


def _own_call(webhook: Webhook, kind: str, codes: dict[str, str]) -> Call:
    call_id, at = str(new_id()), clock.now().isoformat()
    data = {"version": webhook.version, "orgs": [webhook.orgnr], "codes": codes}
    body = {"specversion": "1.0", "id": call_id, "source": "/notify", "type": kind, "subject": str(webhook.id)}
    return Call(
        call_id=call_id, type=kind, body={**body, "time": at, "datacontenttype": "application/json", "data": data}
    )


def claimed(webhook: Webhook, rules: WebhookRules) -> Claim:
    """The claim of a webhook, with the secrets that sign now."""
    sealed = [webhook.secret]
    if webhook.old_secret and webhook.old_secret_until and clock.now() < webhook.old_secret_until:
        sealed.append(webhook.old_secret)
    opened = [rules.seal.open(secret, owner=str(webhook.id)) for secret in sealed]
    return Claim(webhook_id=webhook.id, claims=webhook.claims, url=webhook.url, secrets=opened)


def conclude(webhook: Webhook, call: Call, result: Result, rules: WebhookRules, *, began_at: int) -> None:
    """Change the webhook by how a call went. A replay that was asked for meanwhile stands."""
    if call.type == TEST:
        webhook.test_asked_at = None
        return
    if result.delivered:
        webhook.tries, webhook.failing_since, webhook.next_try_at = 0, None, result.at
        if call.type == CHALLENGE and webhook.state == WebhookState.UNCONFIRMED:
            webhook.state = WebhookState.ACTIVE
            webhook.version += 1
        if call.passes is not None and webhook.position == began_at:
            webhook.position = call.passes
        return
    webhook.tries += 1
    webhook.failing_since = webhook.failing_since or result.at
    webhook.next_try_at = result.at + pause_after(webhook.tries, chance=random())  # noqa: S311 -- spreads calls only
    reason = _reason_to_disable(webhook, call, result, rules)
    if reason is not None and webhook.state in {WebhookState.UNCONFIRMED, WebhookState.ACTIVE}:
        webhook.state, webhook.reason, webhook.test_asked_at = WebhookState.DISABLED, reason, None
        webhook.version += 1


def _reason_to_disable(webhook: Webhook, call: Call, result: Result, rules: WebhookRules) -> DisabledReason | None:
    if result.gone:
        return DisabledReason.GONE
    if call.type == CHALLENGE:
        return DisabledReason.NOT_CONFIRMED if webhook.tries >= MOST_CHALLENGES else None
    lasts = result.at - (webhook.failing_since or result.at)
    return DisabledReason.FAILING if lasts >= rules.failing else None


def attempt_of(claim: Claim, call: Call, result: Result) -> Attempt:
    return Attempt(
        webhook_id=claim.webhook_id,
        call_id=call.call_id,
        type=call.type,
        position=call.passes,
        at=result.at,
        outcome=result.outcome,
        status=result.status,
        milliseconds=result.milliseconds,
    )


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
